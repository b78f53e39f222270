// Rotates a secret in the four steps of Secrets Manager, any of which may be repeated. What is done
// to a secret is one of `kinds`; the calls to AWS come from outside.
import { randomBytes } from 'node:crypto';

const randomKey = () => randomBytes(48).toString('base64url');

// The keys that tokens may be signed with, separated by spaces; the first signs. The next one is
// announced a rotation early, so that every process accepts it before the first one uses it, and
// the last one is still accepted while tokens that it signed live.
function rotatedTokenKeys(value) {
  const [current, next] = value.split(' ');
  return next ? `${next} ${randomKey()} ${current}` : `${current} ${randomKey()}`;
}

export const kinds = {
  tokenKeys: { successor: rotatedTokenKeys },
  // Valkey accepts the old password beside the new one until the next rotation.
  redisPassword: {
    successor: () => randomKey(),
    apply: (aws, password) => aws.rotateRedisPassword(password),
    verify: (aws) => aws.redisIsAvailable(),
  },
};

async function createSecret(kind, aws, secret, token) {
  if (await aws.hasPending(secret, token)) return;
  await aws.putPending(secret, token, kind.successor(await aws.currentValue(secret)));
}

async function setSecret(kind, aws, secret, token) {
  await kind.apply?.(aws, await aws.pendingValue(secret, token));
}

async function testSecret(kind, aws) {
  await kind.verify?.(aws);
}

// Processes read secrets when they start: they are replaced one by one, and drain.
async function finishSecret(kind, aws, secret, token) {
  await aws.makeCurrent(secret, token);
  await aws.restartServices();
}

const steps = { createSecret, setSecret, testSecret, finishSecret };

export async function rotate(kind, aws, event) {
  const { Step, SecretId, ClientRequestToken } = event;
  const step = Object.hasOwn(steps, Step) ? steps[Step] : undefined;
  if (!step) throw new Error(`unknown step ${Step}`);
  await step(kind, aws, SecretId, ClientRequestToken);
}
