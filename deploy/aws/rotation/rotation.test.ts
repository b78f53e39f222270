import { describe, expect, it } from 'vitest';
import { kinds, rotate } from './rotation.js';

// Secrets Manager, with the order of what was done.
class FakeAws {
  readonly versions = new Map<string, string>();
  readonly done: string[] = [];
  current = 'v0';

  constructor(value: string) {
    this.versions.set('v0', value);
  }
  currentValue = async () => this.versions.get(this.current);
  pendingValue = async (_secret: string, token: string) => this.versions.get(token);
  hasPending = async (_secret: string, token: string) => this.versions.has(token);
  putPending = async (_secret: string, token: string, value: string) => {
    this.versions.set(token, value);
  };
  makeCurrent = async (_secret: string, token: string) => {
    this.current = token;
    this.done.push('made current');
  };
  rotateRedisPassword = async (password: string) => {
    this.done.push(`password set: ${password}`);
  };
  redisIsAvailable = async () => {
    this.done.push('available');
  };
  restartServices = async () => {
    this.done.push('restarted');
  };
}

const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

async function rotateOnce(kind: keyof typeof kinds, aws: FakeAws, token: string) {
  for (const Step of steps)
    await rotate(kinds[kind], aws, { Step, SecretId: 'secret', ClientRequestToken: token });
  return aws.versions.get(aws.current) ?? '';
}

describe('token keys', () => {
  it('announces a key a rotation before it signs, and accepts the last one', async () => {
    const aws = new FakeAws('first');
    const [signs, announced, ...none] = (await rotateOnce('tokenKeys', aws, 'v1')).split(' ');
    expect([signs, none]).toEqual(['first', []]);

    const [signsNow, next, last] = (await rotateOnce('tokenKeys', aws, 'v2')).split(' ');
    expect([signsNow, last]).toEqual([announced, 'first']);

    const keys = (await rotateOnce('tokenKeys', aws, 'v3')).split(' ');
    expect([keys.length, keys[0], keys[2]]).toEqual([3, next, announced]);
  });

  it('makes keys that are long enough to sign and have no space', async () => {
    const keys = (await rotateOnce('tokenKeys', new FakeAws('first'), 'v1')).split(' ');
    expect(keys[1]?.length).toBeGreaterThanOrEqual(32);
  });
});

describe('the password of the speed-run state', () => {
  it('is set before it is used', async () => {
    const aws = new FakeAws('old');
    const password = await rotateOnce('redisPassword', aws, 'v1');
    expect(aws.done).toEqual([
      `password set: ${password}`,
      'available',
      'made current',
      'restarted',
    ]);
    // ElastiCache takes 16 to 128 characters and few punctuation marks.
    expect(password).toMatch(/^[A-Za-z0-9_-]{16,128}$/);
  });
});

it('keeps a pending value when a step is repeated', async () => {
  const aws = new FakeAws('first');
  const create = { Step: 'createSecret', SecretId: 'secret', ClientRequestToken: 'v1' };
  await rotate(kinds.tokenKeys, aws, create);
  const pending = aws.versions.get('v1');
  await rotate(kinds.tokenKeys, aws, create);
  expect(aws.versions.get('v1')).toBe(pending);
});

it('refuses steps that it does not know', async () => {
  const event = { Step: 'toString', SecretId: 'secret', ClientRequestToken: 'v1' };
  await expect(rotate(kinds.tokenKeys, new FakeAws('first'), event)).rejects.toThrow('toString');
});
