// The real server in a process of its own: start, stop, kill, and start again where it was.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const builtBinary = new URL('../../../build/release/apps/mc-speedrun/mc-speedrun', import.meta.url);
const startsWithinMs = 20_000;

export function binary(): string {
  const path = process.env['MCS_BINARY'] ?? fileURLToPath(builtBinary);
  if (!existsSync(path))
    throw new Error(`there is no server at ${path}: build it, or set MCS_BINARY`);
  return path;
}

export interface ServerOptions {
  // Further arguments of `mc-speedrun serve`.
  readonly args?: readonly string[];
  // Descriptors that it may have open, SOFT:HARD as in prlimit(1).
  readonly openFiles?: string;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const environment = {
  // All clients of a test have one address.
  MC_SPEEDRUN_HOSTS_BURST: '100000',
  MC_SPEEDRUN_JOINS_BURST: '100000',
  MC_SPEEDRUN_LOG_LEVEL: 'debug',
};

export class ServerProcess {
  // Everything that it printed, in all its lives.
  log = '';
  private child: ChildProcess | undefined;
  private port = 0;

  private constructor(
    private readonly options: ServerOptions,
    readonly dataDirectory: string,
  ) {
    process.once('exit', this.killAtExit);
  }

  static async start(options: ServerOptions = {}): Promise<ServerProcess> {
    const server = new ServerProcess(options, mkdtempSync(join(tmpdir(), 'mcs-end-to-end-')));
    await server.run();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  // After an end: on the same port, with the same data.
  async startAgain(): Promise<void> {
    await this.run();
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  async exited(): Promise<Exit> {
    const child = this.child;
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return { code: child?.exitCode ?? null, signal: child?.signalCode ?? null };
  }

  // As a crash would.
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.exited();
  }

  async stop(): Promise<Exit> {
    this.signal('SIGTERM');
    return this.exited();
  }

  async dispose(): Promise<void> {
    await this.kill();
    process.off('exit', this.killAtExit);
    rmSync(this.dataDirectory, { recursive: true, force: true });
  }

  private async run(): Promise<void> {
    const where = ['--bind', '127.0.0.1', '--port', `${this.port}`];
    const args = [
      'serve',
      ...where,
      '--data-dir',
      this.dataDirectory,
      ...(this.options.args ?? []),
    ];
    const { openFiles } = this.options;
    const command = openFiles ? ['prlimit', `--nofile=${openFiles}`, binary()] : [binary()];
    this.child = spawn(command[0]!, [...command.slice(1), ...args], {
      env: { ...environment, ...process.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.port = await this.printedPort(this.child);
  }

  private async printedPort(child: ChildProcess): Promise<number> {
    const before = this.log.length;
    return new Promise<number>((resolve, reject) => {
      const fail = (why: string) => {
        clearTimeout(timer);
        reject(new Error(`the server ${why}\n${this.log.slice(before)}`));
      };
      const timer = setTimeout(fail, startsWithinMs, 'printed no address');
      const read = (text: Buffer) => {
        this.log += text.toString();
        const address = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(this.log.slice(before));
        if (!address) return;
        clearTimeout(timer);
        resolve(Number(address[1]));
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', (code, signal) => fail(`ended with ${code ?? signal}`));
      child.once('error', (error) => fail(`did not start: ${error.message}`));
    });
  }

  private readonly killAtExit = () => this.signal('SIGKILL');
}
