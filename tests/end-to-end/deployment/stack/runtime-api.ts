// The Lambda Runtime API: hands one event after the other to a function, and gives the caller what
// became of it.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import http from 'node:http';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { addresses } from './names';

interface Invocation {
  readonly id: string;
  readonly event: string;
  readonly deadline: number;
  readonly settle: (outcome: Outcome) => void;
}

export interface Outcome {
  readonly failed: boolean;
  readonly body: any;
}

const readAll = async (request: http.IncomingMessage) => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};

export class RuntimeApi {
  // Settles when the function asks for its first event, or says why it cannot.
  readonly started: Promise<Outcome>;
  private start!: (outcome: Outcome) => void;
  private readonly waiting: Invocation[] = [];
  private readonly begun = new Map<string, Invocation>();
  private asking: http.ServerResponse | undefined;
  private readonly server = http.createServer((request, response) => {
    void this.handle(request, response);
  });

  constructor(
    private readonly port: number,
    private readonly timeoutS: number,
  ) {
    this.started = new Promise((resolve) => (this.start = resolve));
  }

  get address(): string {
    return `${addresses.runtimeApi}:${this.port}`;
  }

  async listen(): Promise<void> {
    this.server.listen(this.port, addresses.runtimeApi);
    await once(this.server, 'listening');
  }

  invoke(event: unknown, timeoutS = this.timeoutS): Promise<Outcome> {
    return new Promise((settle) => {
      const deadline = Date.now() + timeoutS * 1_000;
      this.waiting.push({ id: randomUUID(), event: JSON.stringify(event), deadline, settle });
      this.handOut();
    });
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async handle(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const [, id, what] = /^\/2018-06-01\/runtime\/(?:invocation\/)?([^/]+)\/?(.*)$/.exec(
      request.url ?? '',
    ) ?? ['', '', ''];
    if (request.method === 'GET' && id === 'next') {
      this.asking = response;
      this.start({ failed: false, body: undefined });
      this.handOut();
      return;
    }
    const outcome = { failed: what === 'error', body: JSON.parse(await readAll(request)) };
    if (id === 'init') this.start(outcome);
    else this.begun.get(id!)?.settle(outcome);
    response.writeHead(202).end('{"status":"OK"}');
  }

  private handOut(): void {
    const invocation = this.asking && this.waiting.shift();
    if (!invocation) return;
    this.begun.set(invocation.id, invocation);
    this.asking!.writeHead(200, {
      'Content-Type': 'application/json',
      'Lambda-Runtime-Aws-Request-Id': invocation.id,
      'Lambda-Runtime-Deadline-Ms': String(invocation.deadline),
    });
    this.asking!.end(invocation.event);
    this.asking = undefined;
  }
}
