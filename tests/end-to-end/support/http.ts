// HTTP as the tests speak it: one request, one answer that keeps to the contract.
import http from 'node:http';
import https from 'node:https';
import { holdAnswer } from './contract';

export interface Question {
  readonly method?: string;
  readonly token?: string;
  readonly headers?: Record<string, string>;
  // Several pieces are sent chunked, without Content-Length.
  readonly body?: Buffer | string | readonly Buffer[];
}

export class Answer {
  constructor(
    readonly status: number,
    readonly headers: http.IncomingHttpHeaders,
    readonly body: Buffer,
  ) {}

  get text(): string {
    return this.body.toString('utf8');
  }
  json<T = any>(): T {
    return JSON.parse(this.text) as T;
  }
  // A problem's, for `expect(answer.problem).toEqual([404, 'unknown_quiz'])`.
  get problem(): readonly [status: number, code: string] {
    return [this.status, this.json().code];
  }
}

function headersOf(question: Question): Record<string, string> {
  const headers = { ...question.headers };
  if (question.token !== undefined) headers['Authorization'] = `Bearer ${question.token}`;
  if (typeof question.body === 'string' || Buffer.isBuffer(question.body))
    headers['Content-Length'] = String(Buffer.byteLength(question.body));
  return headers;
}

export async function call(server: string, path: string, question: Question = {}): Promise<Answer> {
  const method = question.method ?? 'GET';
  // Not new URL(path, server): that would tidy up what hostile tests ask for.
  const { protocol, hostname, port } = new URL(server);
  const answer = await new Promise<Answer>((resolve, reject) => {
    const request = (protocol === 'https:' ? https : http).request(
      { hostname, port, path, method, headers: headersOf(question) },
      (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () =>
          resolve(new Answer(response.statusCode ?? 0, response.headers, Buffer.concat(pieces))),
        );
      },
    );
    // After an early refusal the rest of the body cannot be written; the answer counts.
    request.on('error', (error) => setImmediate(reject, error));
    const body = question.body ?? [];
    if (typeof body === 'string' || Buffer.isBuffer(body)) request.write(body);
    else for (const piece of body) request.write(piece);
    request.end();
  });
  holdAnswer({ method, path, status: answer.status, headers: answer.headers, text: answer.text });
  return answer;
}

// multipart/form-data (RFC 7578) with one part.
export function form(
  content: Buffer | string,
  part = 'file',
  fileName = 'set.json',
): { contentType: string; body: Buffer } {
  const boundary = 'e2e-boundary-7MA4YWxkTrZu0gW';
  const disposition = `form-data; name="${part}"; filename="${fileName}"`;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: ${disposition}\r\n` +
          `Content-Type: application/json\r\n\r\n`,
      ),
      Buffer.from(content),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  };
}

export async function upload(
  server: string,
  token: string | undefined,
  content: Buffer | string,
  { path = '/question-set-upload', fileName = 'set.json' } = {},
): Promise<Answer> {
  const { contentType, body } = form(content, 'file', fileName);
  return call(server, path, {
    method: 'POST',
    headers: { 'Content-Type': contentType },
    body,
    ...(token === undefined ? {} : { token }),
  });
}
