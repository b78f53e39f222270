// The package of the Lambda functions, as it would be uploaded.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SecretsManagerClient, DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { userNamespaces } from '../sandbox';
import type { LambdaFunction } from './function';
import { Stand } from './stand';
import { Template } from './template';

const template = Template.read(inject('assembly'));
const { id } = template.one('AWS::Lambda::Function', ({ Handler }) => Handler === 'reporter');
const code = join(inject('assembly'), template.metadata(id)['aws:asset:path']);
const files = readdirSync(code, { recursive: true, encoding: 'utf8' }).filter((name) =>
  statSync(join(code, name)).isFile(),
);

describe('the package', () => {
  test('is one for both functions, below what Lambda takes', () => {
    const loader = template.one(
      'AWS::Lambda::Function',
      ({ Handler }) => Handler === 'question-set-loader',
    );
    expect(join(inject('assembly'), template.metadata(loader.id)['aws:asset:path'])).toBe(code);
    const bytes = files.reduce((sum, name) => sum + statSync(join(code, name)).size, 0);
    console.log(`the package has ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB`);
    expect(bytes).toBeLessThan(100e6); // 250 MB is the most, and it is loaded at each cold start.
  });

  test('can be read and run by whoever Lambda runs it as', () => {
    const mode = (name: string) => statSync(join(code, name)).mode & 0o777;
    for (const name of files) expect([name, mode(name) & 0o444]).toEqual([name, 0o444]);
    const loader = files.find((name) => name.startsWith('lib/ld-linux'))!;
    for (const name of ['bootstrap', 'mc-speedrun-lambda', loader])
      expect([name, mode(name) & 0o555]).toEqual([name, 0o555]);
  });

  test('knows the authorities that AWS’s certificates come from', () => {
    expect(readFileSync(join(code, 'ca-certificates.crt'), 'utf8')).toContain('BEGIN CERTIFICATE');
  });
});

describe('a function', () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await Stand.start(inject('assembly'));
  });
  afterAll(() => stand?.stop());

  async function using(started: LambdaFunction, use: (it: LambdaFunction) => Promise<void>) {
    try {
      await use(started);
    } finally {
      await started.stop();
    }
  }

  const mapped = ({ process }: LambdaFunction) => [
    ...new Set(
      readFileSync(`/proc/${process.pid}/maps`, 'utf8')
        .split('\n')
        .map((line) => line.split(/\s+/)[5] ?? '')
        .filter((path) => path.startsWith('/')),
    ),
  ];

  // In a chroot the kernel puts a path of its own before this one.
  const ownLibrary = userNamespaces ? /^\/var\/task\// : /\/var\/task\//;

  test.each(['question-set-loader', 'reporter'])(
    '%s starts in a bare system, with its own libraries alone, and reads its secrets',
    async (handler) => {
      await using(await stand.startFunction(handler), async (started) => {
        expect(started.start).toEqual({ failed: false, body: undefined });
        expect(mapped(started).filter((path) => !ownLibrary.test(path))).toEqual([]);
      });
    },
  );

  test('starts in a fraction of a second', async () => {
    const coldStarts: number[] = [];
    const firstAnswers: number[] = [];
    for (let i = 0; i < 5; ++i) {
      await using(await stand.startFunction('reporter'), async (started) => {
        coldStarts.push(started.coldStartMs);
        const asked = performance.now();
        expect(await started.invoke({ Records: [] })).toEqual({ batchItemFailures: [] });
        firstAnswers.push(performance.now() - asked);
      });
    }
    const median = (values: number[]) => values.sort((a, b) => a - b)[2]!;
    console.log(
      `cold start: ${median(coldStarts).toFixed(0)} ms to the first question for an event, ` +
        `${median(firstAnswers).toFixed(0)} ms more to the first answer`,
    );
    expect(median(coldStarts)).toBeLessThan(2_000);
  });

  test.each([
    ['a variable is missing', { MC_SPEEDRUN_REDIS_URL: '' }, '--redis-url: is needed'],
    [
      'its role is none',
      { _HANDLER: 'sign-on', MC_SPEEDRUN_RESULT_TABLE: 'results' },
      'no Lambda function has the role',
    ],
    [
      'a secret may not be read',
      {
        MC_SPEEDRUN_TOKEN_KEY_SECRET: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:no',
      },
      'secretsmanager GetSecretValue',
    ],
  ])('says why it cannot start: %s', async (_what, environment, why) => {
    await using(
      await stand.startFunction('question-set-loader', environment),
      async ({ start, process }) => {
        expect(start.failed).toBe(true);
        expect(start.body.errorMessage).toContain(why);
        expect((await process.exited()).code).toBe(1);
      },
    );
  });

  test('may do no more than its role', async () => {
    const { Role } = template.one(
      'AWS::Lambda::Function',
      ({ Handler }) => Handler === 'reporter',
    ).properties;
    const rights = stand.aws.as(await stand.aws.credentialsOf(stand.template.resolve(Role)));
    await expect(
      new SecretsManagerClient(rights).send(new DeleteSecretCommand({ SecretId: 'any' })),
    ).rejects.toMatchObject({ $response: { statusCode: 403 } });
  });
});
