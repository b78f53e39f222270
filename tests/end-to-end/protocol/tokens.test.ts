// Who may do what with which token, and what is not one.
import { describe, expect } from 'vitest';
import { Connection } from '../support/connection';
import { call, upload } from '../support/http';
import { claimsOf, sign, unsigned, withClaims } from '../support/json-web-token';
import { questionSet } from '../support/question-sets';
import { test } from '../support/test';

const key = 'a key that only this test and its server know';

// Is refused wherever a token is asked for.
async function expectRefused(server: string, quizId: string, token: string | undefined) {
  const connection = await Connection.open(server, token);
  expect((await connection.closed()).code).toBe(4401);
  expect(connection.packets).toEqual([]);
  const set = JSON.stringify(questionSet(1));
  expect((await upload(server, token, set)).problem).toEqual([401, 'unauthorized']);
  const results = await call(server, `/speedruns/${quizId}/results`, token ? { token } : {});
  expect(results.problem).toEqual([401, 'unauthorized']);
}

test('no token, and what is none', async ({ clients }) => {
  const { server, quizId, token } = await clients.host();
  const [header, payload, signature] = token.split('.') as [string, string, string];
  const none = [undefined, '', 'x', '..', `${header}.${payload}`, `${header}.${payload}.`];
  const damaged = [
    `${token}x`,
    `${token}.${signature}`,
    `${header}.${payload}.${signature.slice(1)}`,
    `${header}.!.${signature}`,
    `${payload}.${header}.${signature}`,
    'A'.repeat(3_000),
  ];
  for (const text of [...none, ...damaged]) await expectRefused(server, quizId, text);
});

test('a token changed by its owner', async ({ clients }) => {
  const { host, participants } = await clients.lobby(['Ada', 'Bob']);
  const [ada, bob] = participants;
  const changes = [
    { isHost: true },
    { userId: bob!.userId },
    { exp: 9_999_999_999 },
    { quizId: 'CDFH2345' },
  ];
  for (const change of changes)
    await expectRefused(host.server, host.quizId, withClaims(ada!.token, change));
});

test('a token signed by nobody or with another key', async ({ clients }) => {
  const { server, quizId, token } = await clients.host();
  const claims = claimsOf(token);
  const unsignedOnes = ['none', 'None', 'NONE', 'nOnE', ''].map((alg) => unsigned(claims, alg));
  const otherKeys = ['', 'another key, as long as the servers own'].map((it) => sign(claims, it));
  for (const forged of [...unsignedOnes, ...otherKeys]) await expectRefused(server, quizId, forged);
});

describe('with the right key', () => {
  test('only HS256, this issuer, this audience, a time to come', async ({
    clients,
    startServer,
  }) => {
    const { url } = await startServer({ args: ['--token-key', key] });
    const { quizId, token } = await clients.host(url);
    const claims = claimsOf(token);
    const now = Math.floor(Date.now() / 1_000);
    const forged = [
      sign(claims, key, 'HS384'),
      sign(claims, key, 'HS512'),
      sign({ ...claims, exp: now - 1 }, key),
      sign({ ...claims, exp: 0 }, key),
      sign({ ...claims, exp: -1 }, key),
      sign({ ...claims, exp: '9999999999' }, key),
      sign({ ...claims, exp: undefined }, key),
      sign({ ...claims, iss: 'somebody else' }, key),
      sign({ ...claims, aud: 'something else' }, key),
      sign({ ...claims, quizId: 'no code' }, key),
      sign({ ...claims, quizId: 7 }, key),
      sign({ ...claims, isHost: false }, key),
      sign({ ...claims, isHost: 'true' }, key),
      sign({ ...claims, isHost: false, userId: '../x' }, key),
      sign({}, key),
    ];
    for (const token of forged) await expectRefused(url, quizId, token);
    // So it was not the signature.
    const own = await Connection.open(url, sign(claims, key));
    expect((await own.next('SESSION-STATE')).role).toBe('host');
  });

  test('a speedrun that is not there is gone', async ({ clients, startServer }) => {
    const { url } = await startServer({ args: ['--token-key', key] });
    const { token, quizId } = await clients.host(url);
    const gone = quizId.startsWith('2') ? 'CDFH2345' : '23456789';
    const orphan = sign({ ...claimsOf(token), quizId: gone }, key);
    const connection = await Connection.open(url, orphan);
    expect(await connection.closed()).toEqual({ code: 4404, reason: 'unknown_quiz' });
    const set = JSON.stringify(questionSet(1));
    expect((await upload(url, orphan, set)).problem).toEqual([404, 'unknown_quiz']);
    const results = await call(url, `/speedruns/${gone}/results`, { token: orphan });
    expect(results.problem).toEqual([404, 'unknown_quiz']);
  });
});

test('a participant’s token does not do a host’s work', async ({ clients }) => {
  const { host, participants } = await clients.lobby(['Ada']);
  const [ada] = participants;
  const refused = await upload(host.server, ada!.token, JSON.stringify(questionSet(1)));
  expect(refused.problem).toEqual([403, 'not_host']);
});

test('results are only for the speedrun’s own', async ({ clients }) => {
  const { host: finished } = await clients.race(['Ada']);
  finished.end();
  const { host: other, participants } = await clients.race(['Bob']);
  const path = `/speedruns/${finished.quizId}/results`;
  for (const { token } of [other, participants[0]!]) {
    const refused = await call(finished.server, path, { token });
    expect(refused.problem).toEqual([403, 'forbidden']);
  }
  const pending = await other.results();
  expect(pending.problem).toEqual([202, 'results_pending']);
  expect((await finished.finalResults()).status).toBe(200);
  expect((await finished.results('image/png')).problem).toEqual([406, 'not_acceptable']);
});

describe('the token is handed over', () => {
  test('in the query or next to the subprotocol', async ({ clients }) => {
    const host = await clients.host();
    for (const tokenIn of ['query', 'subprotocol'] as const)
      expect(await host.connect({ tokenIn })).toMatchObject({ role: 'host' });
    expect(host.connection.socket.protocol).toBe('mc-speedrun');
  });

  test('in the header, the scheme in any letter case', async ({ clients }) => {
    const { server, token, quizId } = await clients.host();
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      const answer = await call(server, `/speedruns/${quizId}/results`, {
        headers: { Authorization: `${scheme} ${token}` },
      });
      expect(answer.status).toBe(202);
    }
    for (const header of [token, `Basic ${token}`, 'Bearer', `Bearer  ${token} x`]) {
      const answer = await call(server, `/speedruns/${quizId}/results`, {
        headers: { Authorization: header },
      });
      expect(answer.problem).toEqual([401, 'unauthorized']);
    }
  });

  test('and refused next to the subprotocol as in the query', async ({ clients }) => {
    for (const tokenIn of ['query', 'subprotocol'] as const) {
      const connection = await Connection.open(clients.server, 'forged', { tokenIn });
      expect((await connection.closed()).code).toBe(4401);
    }
  });

  test('without upgrade there is no speedrun', async ({ clients }) => {
    const { server, token } = await clients.host();
    const answer = await call(server, `/speedrun?token=${token}`);
    expect(answer.problem).toEqual([426, 'upgrade_required']);
  });
});
