// Signing on as a host and as a participant, and how HTTP refuses what it does not want.
import { describe, expect } from 'vitest';
import { ParticipantClient } from '../support/clients';
import { call } from '../support/http';
import { claimsOf } from '../support/json-web-token';
import { test } from '../support/test';

const post = (body = '', headers: Record<string, string> = {}) => ({
  method: 'POST',
  body,
  headers,
});
const join = (code: string) => `/signon/${encodeURIComponent(code)}/join`;

describe('signing on', () => {
  test('gives a host an access code and a token for a day', async ({ clients }) => {
    const answer = await call(clients.server, '/signon/host', post());
    expect(answer.status).toBe(200);
    const access = answer.json();
    expect(access).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 });
    const claims = claimsOf(access.access_token);
    expect(claims).toEqual({
      iss: expect.any(String),
      aud: expect.any(String),
      iat: expect.any(Number),
      exp: (claims['iat'] as number) + 86_400,
      quizId: access.quiz_id,
      isHost: true,
    });
  });

  test('gives a participant a user id of its own', async ({ clients }) => {
    const host = await clients.host();
    const answers = await Promise.all(
      [1, 2].map(() => call(host.server, join(host.quizId), post())),
    );
    const [ada, bob] = answers.map((answer) => answer.json());
    expect(ada.user_id).not.toBe(bob.user_id);
    expect(ada.quiz_id).toBe(host.quizId);
    expect(claimsOf(ada.access_token)).toMatchObject({
      quizId: host.quizId,
      isHost: false,
      userId: ada.user_id,
    });
  });

  test('takes the code as people write it', async ({ clients }) => {
    const { server, quizId } = await clients.host();
    const halves = [quizId.slice(0, 4), quizId.slice(4)];
    const written = [quizId.toLowerCase(), `  ${quizId}\t`, halves.join('-'), halves.join(' ')];
    for (const code of written) {
      const answer = await call(server, join(code), post());
      expect([code, answer.status, answer.json().quiz_id]).toEqual([code, 200, quizId]);
    }
  });

  test('needs no body and looks at none', async ({ clients }) => {
    const bodies = [
      post('{"broken', { 'Content-Type': 'application/json' }),
      post('name=Ada', { 'Content-Type': 'application/x-www-form-urlencoded' }),
      post('\0\xff', { 'Content-Type': 'no type at all' }),
    ];
    for (const body of bodies)
      expect((await call(clients.server, '/signon/host', body)).status).toBe(200);
  });

  test('refuses a body that is too large', async ({ clients }) => {
    const { server, quizId } = await clients.host();
    const large = post('x'.repeat(65 * 1024));
    expect((await call(server, '/signon/host', large)).problem).toEqual([413, 'too_large']);
    expect((await call(server, join(quizId), large)).problem).toEqual([413, 'too_large']);
  });

  test('refuses unknown and malformed codes', async ({ clients }) => {
    const { server, quizId } = await clients.host();
    const unknown = quizId.startsWith('2') ? `3${quizId.slice(1)}` : `2${quizId.slice(1)}`;
    const codes = [unknown, 'ABCDEFGH', '2345678', '234567899', `${quizId}2`, 'ä'.repeat(8), '-'];
    for (const code of codes) {
      const answer = await call(server, join(code), post());
      expect([code, ...answer.problem]).toEqual([code, 404, 'unknown_quiz']);
    }
  });

  test('refuses codes that are none by any reading', async ({ directServer }) => {
    for (const path of ['/signon/%/join', '/signon/%00/join', '/signon/..%2f..%2fetc/join'])
      expect([400, 404]).toContain((await call(directServer, path, post())).status);
  });

  test('tells that the lobby is locked, and that it is open again', async ({ clients }) => {
    const host = await clients.host();
    await host.lock(true);
    const refused = await call(host.server, join(host.quizId), post());
    expect(refused.problem).toEqual([423, 'lobby_locked']);
    await host.lock(false);
    expect((await call(host.server, join(host.quizId), post())).status).toBe(200);
  });

  test('tells that the speedrun has finished', async ({ clients }) => {
    const { host } = await clients.race(['Ada']);
    host.end();
    await host.next('BROADCAST-QUIZ-FINISHED');
    const refused = await call(host.server, join(host.quizId), post());
    expect(refused.problem).toEqual([410, 'quiz_finished']);
  });

  test('of too many from one address waits', async ({ clients, startServer }) => {
    const limits = ['--hosts-burst', '2', '--hosts-per-second', '0.1'];
    const joins = ['--joins-burst', '3', '--joins-per-second', '0.1'];
    const server = await startServer({ args: [...limits, ...joins] });
    const host = await clients.host(server.url);
    await clients.host(server.url);
    const refusedHost = await call(server.url, '/signon/host', post());
    expect(refusedHost.problem).toEqual([429, 'rate_limited']);
    expect(Number(refusedHost.headers['retry-after'])).toBeGreaterThan(0);

    for (let i = 0; i < 3; ++i) await ParticipantClient.join(server.url, host.quizId);
    const refusedJoin = await call(server.url, join(host.quizId), post());
    expect(refusedJoin.problem).toEqual([429, 'rate_limited']);
    expect(Number(refusedJoin.headers['retry-after'])).toBeGreaterThan(0);
    // Whoever is in is not disturbed.
    expect(await host.lock(true)).toMatchObject({ lobbyLocked: true });
  });
});

describe('a wrong method', () => {
  const routes = [
    ['/signon/host', 'POST', ['GET', 'PUT', 'DELETE', 'PATCH']],
    ['/signon/CDFH2345/join', 'POST', ['GET', 'DELETE']],
    ['/question-set-upload', 'POST', ['GET', 'PUT']],
    ['/speedrun', 'GET', ['POST', 'DELETE']],
    ['/speedruns/CDFH2345/results', 'GET', ['POST', 'PUT']],
  ] as const;
  const ownRoutes = [
    ['/healthz', 'GET', ['POST']],
    ['/readyz', 'GET', ['POST']],
    ['/metrics', 'GET', ['DELETE']],
  ] as const;
  type Route = readonly [path: string, allowed: string, wrong: readonly string[]];

  async function expectOnly([path, allowed, wrong]: Route, server: string): Promise<void> {
    for (const method of wrong) {
      const answer = await call(server, path, { method });
      expect(answer.problem).toEqual([405, 'method_not_allowed']);
      expect(answer.headers['allow']?.split(', ')).toContain(allowed);
    }
  }

  test.for(routes)('%s allows %s', (route, { clients }) => expectOnly(route, clients.server));
  test.for(ownRoutes)('%s allows %s', (route, { directServer }) => expectOnly(route, directServer));
});

test('there is nothing at other addresses', async ({ directServer }) => {
  for (const path of ['/signon', '/signon/host/more', '/speedruns', '/api', '/wp-login.php']) {
    const answer = await call(directServer, path, { method: 'GET' });
    expect([path, ...answer.problem]).toEqual([path, 404, 'not_found']);
  }
});
