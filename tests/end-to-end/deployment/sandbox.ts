// A process in the surroundings of a container: a root file system of its own, the process id 1, a
// user without rights. Its network is the test's.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';

export interface Mount {
  readonly source: string;
  readonly at: string;
  readonly readOnly: boolean;
}

export interface Program {
  // The root file system, as arguments of bwrap (1).
  readonly root: readonly string[];
  // Whether it holds setpriv (1): then the user is another one outside the sandbox, too.
  readonly hasSetpriv?: boolean;
  readonly user: number;
  readonly mounts?: readonly Mount[];
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
}

export interface Exit {
  readonly code: number | null;
  readonly seconds: number; // Since the last signal that it was sent.
}

// The kernel makes no user namespace for whoever lives in a chroot.
export const userNamespaces = spawnSync('unshare', ['--user', 'true']).status === 0;

// As its user, seen from the inside; without namespaces as root, but without root's rights.
function userArguments(id: string): string[] {
  return userNamespaces ? ['--unshare-user', '--uid', id, '--gid', id] : [];
}

function sandboxArguments(program: Program): string[] {
  const { root, user, mounts = [], environment, command } = program;
  const changeUser = program.hasSetpriv === true && process.getuid?.() === 0;
  const id = String(user);
  return [
    ...['--unshare-pid', '--as-pid-1', '--unshare-ipc', '--unshare-uts', '--cap-drop', 'ALL'],
    ...(changeUser ? ['--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID'] : userArguments(id)),
    ...root,
    ...['--proc', '/proc', '--dev', '/dev'],
    // Folders that bwrap makes by itself are closed to other users.
    ...mounts.flatMap(({ source, at, readOnly }) => [
      ...['--dir', dirname(at), readOnly ? '--ro-bind' : '--bind', source, at],
    ]),
    ...['--remount-ro', '/', '--chdir', '/', '--clearenv'],
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--info-fd', '3', '--'],
    ...(changeUser ? ['setpriv', '--reuid', id, '--regid', id, '--clear-groups', '--'] : []),
    ...command,
  ];
}

export class Sandboxed {
  // Everything that it printed.
  log = '';
  // Outside of the sandbox; inside it is 1.
  pid = 0;
  private signalledAt = performance.now();
  private readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;

  private constructor(program: Program) {
    this.child = spawn('bwrap', sandboxArguments(program), {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (text: Buffer) => (this.log += text.toString()));
    // 'close', not 'exit': then everything that it printed has been read.
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
  }

  static async start(program: Program): Promise<Sandboxed> {
    const started = new Sandboxed(program);
    // The program holds this pipe, too: there is no end to wait for.
    let information = '';
    for await (const text of started.child.stdio[3] as Readable) {
      information += String(text);
      if (information.includes('}')) break;
    }
    if (information === '')
      throw new Error(`the sandbox does not start (${await started.ended}): ${started.log}`);
    started.pid = JSON.parse(information)['child-pid'] as number;
    process.once('exit', started.killAtExit);
    return started;
  }

  // Runs it to its end, and gives what it printed.
  static async run(program: Program): Promise<Exit & { readonly log: string }> {
    const started = await Sandboxed.start(program);
    return { ...(await started.exited()), log: started.log };
  }

  signal(signal: NodeJS.Signals): void {
    this.signalledAt = performance.now();
    process.kill(this.pid, signal);
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async exited(): Promise<Exit> {
    const code = await this.ended;
    process.off('exit', this.killAtExit);
    return { code, seconds: (performance.now() - this.signalledAt) / 1_000 };
  }

  async stop(): Promise<Exit> {
    if (this.running) this.signal('SIGTERM');
    return this.exited();
  }

  async dispose(): Promise<void> {
    if (this.running) this.killAtExit();
    await this.exited();
  }

  // Not bwrap: who has changed its user outlives it.
  private readonly killAtExit = () => process.kill(this.pid, 'SIGKILL');
}
