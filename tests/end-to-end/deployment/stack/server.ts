// A server that the stand needs, as a process of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export class Server {
  private log = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly command: string,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => (this.log += text.toString()));
    process.once('exit', this.killAtExit);
  }

  // Starts it and waits until it accepts connections.
  static async start(
    command: readonly string[],
    address: { host: string; port: number },
    environment: Record<string, string> = {},
  ): Promise<Server> {
    const [program, ...rest] = command;
    const child = spawn(program!, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    const server = new Server(child, command.join(' '));
    child.once('error', (error) => (server.log += error.message));
    while (!(await accepts(address))) await server.stillRuns();
    return server;
  }

  private async stillRuns(): Promise<void> {
    if (this.child.pid === undefined || this.child.exitCode !== null)
      throw new Error(`does not start: ${this.command}\n${this.log}`);
    await delay(20);
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async stop(): Promise<void> {
    process.off('exit', this.killAtExit);
    if (this.child.exitCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'close');
  }

  private readonly killAtExit = () => this.child.kill('SIGKILL');
}

function accepts(address: { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    const settle = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
