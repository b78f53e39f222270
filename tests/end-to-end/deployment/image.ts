// The container image: the one that script/image built, whose folder MCS_IMAGE names, or else this
// machine's own system with the program that was built, arranged as the Dockerfile does.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { binary } from '../support/server-process';

export interface Image {
  readonly root: readonly string[];
  readonly rootDirectory?: string; // Of an image that was built.
  readonly user: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
  readonly volumes: readonly string[];
}

const containerFolder = new URL('../../../deploy/container/', import.meta.url);

const userOf = (text: string | undefined) => Number(text?.split(':')[0]);

function builtImage(folder: string): Image {
  const { config } = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')).Docker;
  const rootDirectory = readFileSync(join(folder, 'root'), 'utf8').trim();
  return {
    root: ['--ro-bind', rootDirectory, '/'],
    rootDirectory,
    user: userOf(config.User),
    environment: Object.fromEntries(
      config.Env.map((entry: string) => entry.split(/=(.*)/s).slice(0, 2)),
    ),
    entrypoint: config.Entrypoint,
    command: config.Cmd,
    healthCheck: config.Healthcheck.Test.slice(1),
    volumes: Object.keys(config.Volumes),
  };
}

// What the last stage of the Dockerfile says.
function instructions(): Map<string, string> {
  const text = readFileSync(new URL('Dockerfile', containerFolder), 'utf8');
  const lastStage = text.slice(text.lastIndexOf('\nFROM '));
  return new Map(
    [...lastStage.matchAll(/^([A-Z]+) (.*)$/gm)].map(([, name, rest]) => [name!, rest!]),
  );
}

// The loader's directory is not everywhere the same.
const topLevel = execFileSync('find', ['/', '-maxdepth', '1', '-type', 'l', '-printf', '%p %l\n'])
  .toString()
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [string, string])
  .filter(([, target]) => target.startsWith('usr/'));

function thisSystem(): Image {
  const said = instructions();
  const list = (instruction: string) =>
    JSON.parse(/\[.*\]/.exec(said.get(instruction) ?? '')![0]) as string[];
  const healthCheck = fileURLToPath(new URL('health-check', containerFolder));
  return {
    root: [
      ...['--ro-bind', '/usr', '/usr', '--ro-bind', '/etc', '/etc', '--tmpfs', '/usr/local'],
      ...['--dir', '/usr/local/bin'],
      ...topLevel.flatMap(([link, target]) => ['--symlink', target, link]),
      ...['--ro-bind', binary(), '/usr/local/bin/mc-speedrun'],
      ...['--ro-bind', healthCheck, '/usr/local/bin/health-check'],
      ...['--remount-ro', '/usr/local'],
    ],
    user: userOf(said.get('USER')),
    environment: {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      ...Object.fromEntries([said.get('ENV')!.split('=') as [string, string]]),
    },
    entrypoint: list('ENTRYPOINT'),
    command: list('CMD'),
    healthCheck: list('HEALTHCHECK'),
    volumes: [said.get('VOLUME')!],
  };
}

export function theImage(): Image {
  const folder = process.env['MCS_IMAGE'];
  return folder === undefined ? thisSystem() : builtImage(folder);
}
