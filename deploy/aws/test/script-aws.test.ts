// script/aws, with stand-ins for the programs that it calls: nothing here reaches AWS.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { repositoryRoot } from '../lib/artifacts.js';

const account = '123456789012';
let bin: string;
let calls: string;

// Records its arguments, then does as the shell code says.
function standIn(program: string, code = ''): void {
  const path = join(bin, program);
  writeFileSync(path, `#!/bin/bash\necho "${program} $*" >>${calls}\n${code}\n`);
  chmodSync(path, 0o755);
}

// What the stand-in for aws says: an identity, and the stacks that exist.
function standInForAws(stacks: string[], more = ''): void {
  standIn(
    'aws',
    `${more}
     case "$*" in
       *get-caller-identity*) echo ${account} ;;
       *describe-stacks*) for stack in ${stacks.join(' ')}; do
           [ "$4" = "$stack" ] && exit 0; done; exit 254 ;;
     esac`,
  );
}

function run(args: string[], { answer = '', env = {} }: { answer?: string; env?: object } = {}) {
  const result = spawnSync('/bin/bash', [join(repositoryRoot, 'script/aws'), ...args], {
    input: answer,
    encoding: 'utf8',
    env: {
      PATH: bin,
      HOME: tmpdir(),
      AWS_REGION: 'eu-central-1',
      MCS_ASSUME_TERMINAL: '1',
      ...env,
    },
  });
  return { status: result.status, said: result.stderr + result.stdout };
}

const called = () => (existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []);
const changes = () => called().filter((call) => /cdk |delete|npm/.test(call));

beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'mc-speedrun-bin-'));
  calls = join(bin, 'calls');
  for (const tool of ['sed', 'uname', 'cat', 'dirname', 'bash'])
    symlinkSync(existsSync(`/bin/${tool}`) ? `/bin/${tool}` : `/usr/bin/${tool}`, join(bin, tool));
  standIn('node');
  standIn('npx');
  standIn('docker');
  standInForAws(['mc-speedrun-toolkit']);
});

describe('a machine that lacks something', () => {
  it('is told everything at once', () => {
    for (const program of ['aws', 'node', 'npx', 'docker']) rmSync(join(bin, program));
    const { status, said } = run(['deploy', '--yes']);
    expect(status).toBe(1);
    for (const missing of ['AWS command line', 'Node.js', 'npm', 'Docker'])
      expect(said).toContain(missing);
    expect(called()).toEqual([]);
  });

  it.each([
    ['Docker does not run', () => standIn('docker', 'exit 1'), {}],
    ['AWS does not know you', () => standIn('aws', 'exit 255'), {}],
    [
      'AWS does not know you',
      () => standIn('aws', 'echo "<html>sign in to the network</html>"'),
      {},
    ],
    [
      'no region is chosen',
      () => standIn('aws', '[ "$1" = sts ] && echo 123456789012'),
      { AWS_REGION: '' },
    ],
    ['AWS_REGION is no region', () => {}, { AWS_REGION: 'eu-central-1; touch /tmp/oh-no' }],
    ['AWS_REGION is no region', () => {}, { AWS_REGION: '../../etc' }],
  ])('%s', (message, arrange, env) => {
    arrange();
    const { status, said } = run(['deploy', '--yes', '--no-build'], { env });
    expect(status).toBe(1);
    expect(said).toContain(message);
    expect(changes()).toEqual([]);
  });

  it('needs no Docker to take things away', () => {
    rmSync(join(bin, 'docker'));
    standInForAws(['mc-speedrun']);
    expect(run(['destroy', '--yes']).status).toBe(0);
  });

  it('is not deployed from before bootstrap', () => {
    standInForAws([]);
    const { status, said } = run(['deploy', '--yes', '--no-build']);
    expect(status).toBe(1);
    expect(said).toContain('script/aws bootstrap');
    expect(changes()).toEqual([]);
  });
});

describe('deploy', () => {
  it('says what it creates and what it costs, and asks', () => {
    const { status, said } = run(['deploy', '--no-build'], { answer: 'no\n' });
    expect(status).toBe(1);
    expect(said).toMatch(/about \d+ \$ a month/);
    expect(said).toContain(`account ${account}, region eu-central-1`);
    expect(said).toContain('nothing was done');
    expect(changes()).toEqual([]);
  });

  it('deploys when told yes, with what else was given', () => {
    const rest = ['--context', 'speedRunTasksLeast=20'];
    const { status } = run(['deploy', '--no-build', ...rest], { answer: 'yes\n' });
    expect(status).toBe(0);
    expect(changes()).toEqual([
      expect.stringMatching(
        /^npx --no-install cdk deploy --require-approval never --context speedRunTasksLeast=20 --context architecture=(x86_64|arm64)$/,
      ),
    ]);
  });

  it('does not take silence for a yes', () => {
    expect(run(['deploy', '--no-build'], { env: { MCS_ASSUME_TERMINAL: '' } }).said).toContain(
      '--yes goes on without',
    );
    expect(changes()).toEqual([]);
  });

  it('fails when cdk fails', () => {
    standIn('npx', 'exit 3');
    expect(run(['deploy', '--yes', '--no-build']).status).toBe(3);
  });
});

describe('bootstrap', () => {
  it('makes a toolkit of its own, which no other deployment shares', () => {
    expect(run(['bootstrap', '--yes']).status).toBe(0);
    expect(changes()).toEqual([
      `npx --prefix deploy/aws --no-install cdk bootstrap aws://${account}/eu-central-1 --qualifier mcspeedrun --toolkit-stack-name mc-speedrun-toolkit`,
    ]);
  });
});

describe('taking it away', () => {
  it('names what destroy leaves', () => {
    standInForAws(['mc-speedrun']);
    const { said } = run(['destroy', '--yes']);
    expect(said).toContain('results of finished speedruns');
    expect(called()).toContain('aws cloudformation delete-stack --stack-name mc-speedrun');
  });

  it('refuses to unbootstrap under a living deployment', () => {
    standInForAws(['mc-speedrun', 'mc-speedrun-toolkit']);
    expect(run(['unbootstrap', '--yes']).said).toContain('script/aws destroy comes first');
    expect(changes()).toEqual([]);
  });

  it('deletes the rest, results last asked about', () => {
    standInForAws(
      ['mc-speedrun-toolkit'],
      `case "$*" in
         *list-tables*) echo mc-speedrun-SpeedRunStoreResults1 ;;
         *"describe-log-groups --log-group-name-prefix /aws/lambda"*) echo /aws/lambda/mc-speedrun-x ;;
         *list-object-versions*) [ -e ${bin}/emptied ] || echo '{"Objects": [{"VersionId": "1"}]}' ;;
         *delete-objects*) touch ${bin}/emptied ;;
       esac`,
    );
    symlinkSync(existsSync('/bin/touch') ? '/bin/touch' : '/usr/bin/touch', join(bin, 'touch'));
    expect(run(['unbootstrap'], { answer: 'y\n' }).said).toContain('nothing was done');
    expect(changes()).toEqual([]);

    const { status, said } = run(['unbootstrap'], { answer: 'yes\n' });
    expect(said).toContain('mc-speedrun-SpeedRunStoreResults1');
    expect(status).toBe(0);
    expect(changes().map((call) => call.split(' ').slice(1, 5).join(' '))).toEqual([
      'dynamodb delete-table --table-name mc-speedrun-SpeedRunStoreResults1',
      'logs delete-log-group --log-group-name /aws/lambda/mc-speedrun-x',
      `s3api delete-objects --bucket cdk-mcspeedrun-assets-${account}-eu-central-1`,
      'ecr delete-repository --force --repository-name',
      'cloudformation delete-stack --stack-name mc-speedrun-toolkit',
      'cloudformation wait stack-delete-complete --stack-name',
      `s3api delete-bucket --bucket cdk-mcspeedrun-assets-${account}-eu-central-1`,
    ]);
  });
});

it('explains itself', () => {
  expect(run(['--help'])).toMatchObject({
    status: 0,
    said: expect.stringContaining('unbootstrap'),
  });
  expect(run([]).status).toBe(1);
  expect(run(['eploy']).said).toContain("no command 'eploy'");
});
