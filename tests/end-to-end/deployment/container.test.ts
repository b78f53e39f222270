// A container of the image: what its platform relies on.
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { describe, expect, test as base } from 'vitest';
import { Clients } from '../support/clients';
import { call } from '../support/http';
import { theImage } from './image';
import { Sandboxed, type Program } from './sandbox';

const image = theImage();
const server = 'http://127.0.0.1:8080';
const drainWithinS = 30;

interface Fixtures {
  // Of the image's own command, with a volume for its data; ready.
  readonly container: Sandboxed;
  readonly program: Program;
}

function volume(at: string) {
  const source = mkdtempSync(join(tmpdir(), 'mcs-volume-'));
  chmodSync(source, 0o700);
  if (process.getuid?.() === 0) chownSync(source, image.user, image.user);
  return { source, at, readOnly: false };
}

const test = base.extend<Fixtures>({
  program: async ({}, use) => {
    const mounts = image.volumes.map(volume);
    await use({
      ...image,
      hasSetpriv: true,
      mounts,
      command: [...image.entrypoint, ...image.command],
    });
    for (const { source } of mounts) rmSync(source, { recursive: true });
  },
  container: async ({ program }, use) => {
    const container = await Sandboxed.start(program);
    await ready(container);
    await use(container);
    await container.dispose();
  },
});

async function ready(container: Sandboxed): Promise<void> {
  for (;;) {
    if (!container.running) throw new Error(`the container ended: ${container.log}`);
    try {
      if ((await call(server, '/readyz')).status === 200) return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
    }
  }
}

const inside = (program: Program, ...command: string[]) => Sandboxed.run({ ...program, command });

describe('a container', () => {
  test('is nobody in particular, without rights', async ({ container }) => {
    const status = readFileSync(`/proc/${container.pid}/status`, 'utf8');
    const field = (name: string) =>
      new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)![1]!.split(/\s+/);
    expect(field('NSpid').at(-1)).toBe('1');
    expect(image.user).toBeGreaterThanOrEqual(10_000);
    if (process.getuid?.() === 0) expect(new Set(field('Uid'))).toEqual(new Set([`${image.user}`]));
    expect(field('CapEff')).toEqual(['0000000000000000']);
    expect(field('CapPrm')).toEqual(['0000000000000000']);
  });

  test('finds nothing on its root file system to write to', async ({ program }) => {
    const elsewhere = ['/proc', '/dev', ...image.volumes].flatMap((path) => ['!', '-path', path]);
    const pruned = ['/proc/*', '/dev/*'].flatMap((path) => ['!', '-path', path]);
    const { code, log } = await inside(
      program,
      ...['find', '/', '-xdev', ...elsewhere, ...pruned, '!', '-type', 'l', '-writable', '-print'],
    );
    expect(log.split('\n').filter((line) => !line.includes('Permission denied'))).toEqual(['']);
    expect(code).toBeOneOf([0, 1]); // 1: there were directories that it may not read.
    expect((await inside(program, 'sh', '-c', 'echo x >/x')).log).toContain('Read-only');
  });

  test('serves, and is healthy while it does', async ({ container, program }) => {
    expect((await call(server, '/')).headers['content-type']).toMatch(/^text\/html/);
    expect((await inside(program, ...image.healthCheck)).code).toBe(0);
    await container.dispose();
    expect((await inside(program, ...image.healthCheck)).code).not.toBe(0);
  });

  test('is not healthy when what it runs hangs', async ({ container, program }) => {
    container.signal('SIGSTOP');
    const timeLimit = ['timeout', '2'];
    expect((await inside(program, ...timeLimit, ...image.healthCheck)).code).toBe(124);
    container.signal('SIGCONT');
    expect((await inside(program, ...timeLimit, ...image.healthCheck)).code).toBe(0);
  });

  test('runs a whole race', async ({ container }) => {
    const clients = new Clients(server);
    const { host, participants } = await clients.race(['Ada', 'Bob']);
    for (const participant of participants) await participant.playOn();
    expect((await host.finalResults()).json().participants).toHaveLength(2);
    clients.dispose();
    expect(await container.stop()).toMatchObject({ code: 0 });
  });

  test('drains in time, with people connected and a line that is dead', async ({ container }) => {
    const clients = new Clients(server);
    const names = Array.from({ length: 50 }, (_, index) => `Participant ${index}`);
    const { host, participants } = await clients.race(names, { duration: 600 });
    const [first] = participants;
    await first!.ask(0);
    await first!.answer(0, [0]);
    // Neither reads nor answers the close frame.
    const dead = participants.at(-1)!.connection;
    dead.socket.pause();
    container.signal('SIGTERM');
    const closed = [host, ...participants.slice(0, -1)].map(({ connection }) =>
      connection.closed(),
    );
    for (const { code } of await Promise.all(closed)) expect(code).toBe(1012);
    const { code, seconds } = await container.exited();
    expect(seconds).toBeLessThan(drainWithinS);
    console.log(
      `drained ${names.length + 1} connections in ${seconds.toFixed(2)} s, status ${code}`,
    );
    clients.dispose();
  });

  test('says what it lacks when it is given a role and nothing else', async ({ program }) => {
    const { code, log } = await inside(program, ...image.entrypoint, 'speed-run');
    expect([code, log]).toEqual([
      2,
      expect.stringContaining('--redis-url: is needed by speed-run'),
    ]);
  });
});

describe.runIf(image.rootDirectory)('the image', () => {
  const root = image.rootDirectory!;
  const megabytes = (path: string) =>
    Number(execFileSync('du', ['--summarize', '--block-size=1M', path]).toString().split('\t')[0]);

  test('is small', () => {
    console.log(
      `the image has ${megabytes(root)} MB, ${megabytes(join(root, 'usr/local'))} of them our own`,
    );
    expect(megabytes(root)).toBeLessThan(150);
  });

  test('has no tools to build with, and no list of packages to install from', async ({}) => {
    const found = execFileSync('find', [
      ...[root, '-xdev', '('],
      ...[
        '-name',
        'gcc*',
        '-o',
        '-name',
        'node',
        '-o',
        '-name',
        '*_Packages*',
        '-o',
        '-name',
        '*.deb',
      ],
      ...[')', '-type', 'f', '-print'],
    ]).toString();
    expect(found.split('\n').filter((path) => /bin\/|\.deb$|_Packages/.test(path))).toEqual([]);
  });
});
