// CloudFront and the load balancer: the template's rules say which path goes to which target.
import http from 'node:http';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { LambdaFunction } from './function';
import { addresses } from './names';
import type { Task } from './task';
import { referred, type Template } from './template';

const mostForFunctions = 1024 * 1024;
// What CloudFront and the load balancer see.
const seenAddresses = '203.0.113.9, 10.42.1.77';

export interface Targets {
  // By the logical id of the service or function.
  readonly tasks: ReadonlyMap<string, readonly Task[]>;
  readonly functions: ReadonlyMap<string, LambdaFunction>;
}

interface Rule {
  readonly paths: RegExp[];
  readonly target: string; // A service's or function's logical id.
}

const pattern = (path: string) =>
  new RegExp(`^${path.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);

function rulesOf(template: Template): Rule[] {
  const services = template.all('AWS::ECS::Service');
  const groups = template.all('AWS::ElasticLoadBalancingV2::TargetGroup');
  const behind = (group: string): string => {
    const lambda = groups.find(({ id }) => id === group)?.properties.Targets?.[0];
    if (lambda) return referred(lambda.Id);
    const service = services.find(({ properties }) =>
      properties.LoadBalancers.some((it: any) => referred(it.TargetGroupArn) === group),
    );
    return service!.id;
  };
  return template
    .all('AWS::ElasticLoadBalancingV2::ListenerRule')
    .toSorted((a, b) => a.properties.Priority - b.properties.Priority)
    .map(({ properties: { Conditions, Actions } }) => ({
      paths: Conditions[0].PathPatternConfig.Values.map(pattern),
      target: behind(referred(Actions[0].TargetGroupArn)),
    }));
}

export class LoadBalancer {
  readonly url = `http://${addresses.loadBalancer}`;
  private readonly rules: Rule[];
  private readonly connections = new Set<Socket>();
  private readonly turns = new Map<string, number>();
  private readonly server = http.createServer((request, response) => {
    void this.handle(request, response);
  });

  constructor(
    template: Template,
    private readonly targets: Targets,
  ) {
    this.rules = rulesOf(template);
    this.server.on('upgrade', (request, socket: Socket) => this.upgrade(request, socket));
  }

  async listen(): Promise<void> {
    this.server.listen(80, addresses.loadBalancer);
    await once(this.server, 'listening');
  }

  stop(): void {
    for (const socket of this.connections) socket.destroy();
    this.server.closeAllConnections();
    this.server.close();
  }

  private targetOf({ url = '' }: http.IncomingMessage): string | undefined {
    const [path = ''] = url.split('?');
    return this.rules.find(({ paths }) => paths.some((it) => it.test(path)))?.target;
  }

  // One after the other.
  private taskOf(target: string): Task | undefined {
    const tasks = this.targets.tasks.get(target);
    const turn = this.turns.get(target) ?? 0;
    this.turns.set(target, turn + 1);
    return tasks?.[turn % tasks.length];
  }

  private async handle(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const target = this.targetOf(request) ?? '';
    const lambda = this.targets.functions.get(target);
    if (lambda) return invoke(lambda, request, response);
    const task = this.taskOf(target);
    if (!task) return void response.writeHead(404).end();
    const { address: host, port } = task.address;
    const { method, url: path } = request;
    const headers = { ...request.headers, 'x-forwarded-for': seenAddresses };
    const passed = http.request({ host, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.once('error', () => response.writeHead(502).end());
    request.pipe(passed);
  }

  private upgrade(request: http.IncomingMessage, client: Socket): void {
    const task = this.taskOf(this.targetOf(request) ?? '');
    if (!task) return void client.end('HTTP/1.1 404 Not Found\r\n\r\n');
    const { address: host, port } = task.address;
    const server = connect({ host, port });
    for (const socket of [client, server]) {
      this.connections.add(socket);
      socket.once('close', () => this.connections.delete(socket));
      socket.on('error', () => undefined);
    }
    const headers = request.rawHeaders.map((text, i) => (i % 2 ? `: ${text}\r\n` : text)).join('');
    server.write(
      `GET ${request.url} HTTP/1.1\r\n${headers}X-Forwarded-For: ${seenAddresses}\r\n\r\n`,
    );
    server.pipe(client).pipe(server);
  }
}

async function invoke(
  lambda: LambdaFunction,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  const body = Buffer.concat(pieces);
  if (body.length > mostForFunctions) return void response.writeHead(413).end();
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
  const answer = await lambda.invoke({
    requestContext: { elb: { targetGroupArn: 'arn' } },
    httpMethod: request.method,
    path: pathname,
    multiValueQueryStringParameters: Object.fromEntries(
      [...searchParams].map(([name, value]) => [name, [value]]),
    ),
    multiValueHeaders: {
      ...request.headersDistinct,
      'x-forwarded-for': [seenAddresses],
    },
    body: body.toString('base64'),
    isBase64Encoded: true,
  });
  response.writeHead(answer.statusCode, answer.multiValueHeaders);
  response.end(answer.isBase64Encoded ? Buffer.from(answer.body, 'base64') : answer.body);
}
