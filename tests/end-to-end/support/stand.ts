// script/cluster: the distributed form on this machine, with processes to kill, pause and start
// again as they were.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../script/cluster', import.meta.url));
// It may have to install and build first.
const startsWithinMs = 600_000;
const getsReadyWithinMs = 60_000;
// The stand's ports follow nginx's; see script/cluster.
const portsOfAStand = 30;
const firstInstancePort = 10;
const redisPort = 1;

export interface StandAddress {
  readonly port: number;
  readonly instances: number;
  readonly directory: string;
}

// One of the stand's processes, by the name that script/cluster gives it.
export class StandProcess {
  private command: { argv: string[]; env: NodeJS.ProcessEnv } | undefined;

  constructor(
    readonly name: string,
    readonly url: string,
    private readonly directory: string,
  ) {}

  signal(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  // Since its start, and now.
  resources(): { cpuSeconds: number; residentBytes: number } {
    // proc_pid_stat(5): after the command's name, utime and stime are the 12th and 13th field, in
    // ticks of which Linux has 100 a second; statm counts pages of 4 KiB.
    const fields = this.read('stat').split(') ')[1]?.split(' ') ?? [];
    const pages = this.read('statm').split(' ')[1];
    return {
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / 100,
      residentBytes: Number(pages) * 4_096,
    };
  }

  // As a crash would; until it is gone.
  async kill(): Promise<void> {
    const strings = (file: string) => this.read(file).split('\0').slice(0, -1);
    const variables = strings('environ').map((line) => {
      const equals = line.indexOf('=');
      return [line.slice(0, equals), line.slice(equals + 1)] as const;
    });
    this.command = { argv: strings('cmdline'), env: Object.fromEntries(variables) };
    this.signal('SIGKILL');
    while (this.isAlive()) await delay(5);
  }

  // After a kill: with the same arguments and environment.
  startAgain(): void {
    if (!this.command) throw new Error(`${this.name} has not been killed`);
    const [program = '', ...args] = this.command.argv;
    const log = openSync(join(this.directory, 'logs', `${this.name}.log`), 'a');
    const child = spawn(program, args, { env: this.command.env, stdio: ['ignore', log, log] });
    closeSync(log);
    child.unref();
    writeFileSync(this.pidFile, `${child.pid}\n`);
  }

  async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(
      () => undefined,
    );
    return answer?.status === 200;
  }

  async untilReady(ready = true): Promise<void> {
    const end = Date.now() + getsReadyWithinMs;
    while ((await this.isReady()) !== ready) {
      if (Date.now() > end) throw new Error(`${this.name} is still ${ready ? 'not ' : ''}ready`);
      await delay(50);
    }
  }

  private isAlive(): boolean {
    try {
      const state = this.read('stat').split(') ')[1];
      return !state?.startsWith('Z');
    } catch {
      return false;
    }
  }

  private read(file: string): string {
    return readFileSync(`/proc/${this.pid}/${file}`, 'utf8');
  }

  private get pid(): number {
    return Number(readFileSync(this.pidFile, 'utf8'));
  }
  private get pidFile(): string {
    return join(this.directory, 'pids', this.name);
  }
}

export class Stand {
  readonly url: string;
  readonly instances: readonly StandProcess[];
  readonly redis: StandProcess;
  readonly reporter: StandProcess;

  constructor(readonly address: StandAddress) {
    const at = (offset: number) => `http://127.0.0.1:${address.port + offset}`;
    const process = (name: string, offset: number) =>
      new StandProcess(name, at(offset), address.directory);
    this.url = at(0);
    this.instances = Array.from({ length: address.instances }, (_, index) =>
      process(`speed-run-${index + 1}`, firstInstancePort + index + 1),
    );
    this.redis = process('redis', redisPort);
    this.reporter = process('reporter', 6);
  }

  get redisPort(): number {
    return this.address.port + redisPort;
  }

  // For `mc-speedrun replay`.
  get storeOptions(): string[] {
    const { directory } = this.address;
    return [
      '--redis-url',
      `redis://127.0.0.1:${this.redisPort}`,
      '--question-sets',
      join(directory, 'question-sets'),
    ];
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = once(server, 'listening').then(
    () => true,
    () => false,
  );
  server.listen(port, '127.0.0.1');
  const free = await listening;
  if (free) await new Promise((closed) => server.close(closed));
  return free;
}

async function freePorts(): Promise<number> {
  for (let first = 20_000; first < 30_000; first += 100) {
    const ports = Array.from({ length: portsOfAStand }, (_, offset) => first + offset);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
  throw new Error('no free ports for a stand');
}

export class RunningStand {
  private constructor(
    private readonly child: ChildProcess,
    readonly address: StandAddress,
  ) {}

  static async start(instances: number): Promise<RunningStand> {
    const directory = mkdtempSync(join(tmpdir(), 'mcs-stand-'));
    const port = await freePorts();
    const options = ['--port', `${port}`, '--instances', `${instances}`, '--data-dir', directory];
    // All clients of a test have one address.
    const burst = ['--joins-burst', '100000', '--hosts-burst', '100000'];
    const child = spawn('bash', [script, ...options, ...burst], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string) => {
        clearTimeout(timer);
        reject(new Error(`script/cluster ${why}\n${output}`));
      };
      const timer = setTimeout(fail, startsWithinMs, 'takes too long to start');
      const read = (text: Buffer) => {
        output += text.toString();
        if (!output.includes('is running on')) return;
        clearTimeout(timer);
        resolve();
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', (code, signal) => fail(`ended with ${code ?? signal}`));
    });
    return new RunningStand(child, { port, instances, directory });
  }

  async stop(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const [code] = await exited;
    if (code !== 0) throw new Error(`script/cluster ended with ${code}: ${this.address.directory}`);
    rmSync(this.address.directory, { recursive: true, force: true });
  }
}
