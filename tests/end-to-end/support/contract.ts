// Holds what the server says to docs/protocol/: every packet and every HTTP answer that a test sees.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import type { ClientPacket, ServerPacket } from './packets';

const folder = new URL('../../../docs/protocol/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');

const packets = JSON.parse(read('packets.schema.json'));
const results = JSON.parse(read('results.schema.json'));
const openapi = parse(read('openapi.yaml'));
const openapiId = new URL('openapi.yaml', packets.$id).href;

// OpenAPI's own words are no keywords of JSON Schema.
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(packets);
ajv.addSchema(results);
ajv.addSchema({ ...openapi, $id: openapiId }, openapiId, undefined, false);

export class ContractViolation extends Error {
  override readonly name = 'ContractViolation';
}

function hold(value: unknown, schema: string, what: string): void {
  const validate = ajv.getSchema(schema);
  if (!validate) throw new Error(`the contract has no ${schema}`);
  if (validate(value)) return;
  const problems = ajv.errorsText(validate.errors, { separator: '\n  ' });
  const seen = JSON.stringify(value)?.slice(0, 2_000);
  throw new ContractViolation(`${what} breaks the contract:\n  ${problems}\n  ${seen}`);
}

// By wire name, so that a violation names the member instead of every packet there is.
function definitions(direction: 'ClientPacket' | 'ServerPacket'): Map<string, string> {
  const references: { $ref: string }[] = packets.$defs[direction].oneOf;
  return new Map(
    references.map(({ $ref }) => {
      const name = $ref.split('/').pop() ?? '';
      return [packets.$defs[name].properties.type.const as string, packets.$id + $ref];
    }),
  );
}
const fromServer = definitions('ServerPacket');
const fromClient = definitions('ClientPacket');

// Everyone in a room gets the same bytes: those are judged once.
const judged = new Map<string, ServerPacket>();
const judgedAtMost = 1_000;

export function readServerPacket(frame: string): ServerPacket {
  const known = judged.get(frame);
  if (known) return known;
  const packet = JSON.parse(frame);
  const schema = fromServer.get(packet?.type);
  if (!schema) throw new ContractViolation(`no packet of the server: ${frame.slice(0, 500)}`);
  hold(packet, schema, packet.type);
  if (judged.size >= judgedAtMost) judged.clear();
  judged.set(frame, packet);
  return packet;
}

// For what clients send in good faith; hostile tests send text.
export function holdClientPacket(packet: ClientPacket): void {
  hold(packet, fromClient.get(packet.type) ?? '', packet.type);
}

export interface HttpExchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

const escapePointer = (part: string) =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
const pointer = (...parts: string[]) => `#/${parts.map(escapePointer).join('/')}`;

// Where the contract describes the answer: follows one `$ref`.
function locate(...parts: string[]): { at: string[]; value: any } | undefined {
  let value = openapi;
  for (const part of parts) value = value?.[part];
  if (value === undefined) return undefined;
  if (!value.$ref) return { at: parts, value };
  return locate(...value.$ref.slice(2).split('/'));
}

function routeOf(path: string): string | undefined {
  const segments = path.split('?')[0]?.split('/') ?? [];
  return Object.keys(openapi.paths).find((route) => {
    const parts = route.split('/');
    return (
      parts.length === segments.length &&
      parts.every((part, i) => part.startsWith('{') || part === segments[i])
    );
  });
}

function describedAnswer(exchange: HttpExchange) {
  const route = routeOf(exchange.path);
  if (!route) return undefined; // The web app's files, and what is not there.
  const asked = exchange.method.toLowerCase();
  const method = asked === 'head' ? 'get' : asked;
  if (!openapi.paths[route][method]) return locate('components', 'responses', 'MethodNotAllowed');
  const responses = ['paths', route, method, 'responses'];
  return locate(...responses, String(exchange.status)) ?? locate(...responses, 'default');
}

function holdHeaders(exchange: HttpExchange, at: string[], headers: object = {}): void {
  for (const name of Object.keys(headers)) {
    const header = locate(...at, 'headers', name);
    const value = exchange.headers[name.toLowerCase()];
    if (value === undefined) {
      if (!header?.value.required) continue;
      throw new ContractViolation(`${exchange.method} ${exchange.path} lacks the header ${name}`);
    }
    const typed = header?.value.schema.type === 'integer' ? Number(value) : value;
    hold(typed, openapiId + pointer(...(header?.at ?? []), 'schema'), `the header ${name}`);
  }
}

const problemSchema = openapiId + pointer('components', 'schemas', 'Problem');

function holdProblem(exchange: HttpExchange, body: { status?: unknown }): void {
  const what = `the problem of ${exchange.method} ${exchange.path}`;
  hold(body, problemSchema, what);
  if (body.status !== exchange.status)
    throw new ContractViolation(`${what} says ${body.status} in an answer of ${exchange.status}`);
}

// An error that is no problem+json, and a success that is none of the route's, are violations.
export function holdAnswer(exchange: HttpExchange): void {
  const what = `${exchange.status} for ${exchange.method} ${exchange.path}`;
  const type = String(exchange.headers['content-type'] ?? '').split(';')[0] ?? '';
  const isProblem = type === 'application/problem+json';
  const body = /\bjson$/.test(type) && exchange.text ? JSON.parse(exchange.text) : exchange.text;
  if (isProblem && exchange.text) holdProblem(exchange, body);

  const described = describedAnswer(exchange);
  if (!described) {
    if (exchange.status >= 400 && !isProblem)
      throw new ContractViolation(`${what} is no problem+json but "${type}"`);
    return;
  }
  holdHeaders(exchange, described.at, described.value.headers);
  const content = described.value.content ?? {};
  if (!content[type]) throw new ContractViolation(`${what} has the content type "${type}"`);
  if (exchange.method === 'HEAD') {
    if (exchange.text) throw new ContractViolation(`${what} has a body`);
    return;
  }
  hold(body, openapiId + pointer(...described.at, 'content', type, 'schema'), what);
}
