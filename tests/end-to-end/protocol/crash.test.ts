// The server is killed, or asked to go, in the middle of a race.
import { describe, expect } from 'vitest';
import type { ParticipantClient } from '../support/clients';
import { call } from '../support/http';
import type { Payload, Results } from '../support/packets';
import { questionSet } from '../support/question-sets';
import { RawConnection } from '../support/raw-connection';
import { test } from '../support/test';

type AnswerResult = Payload<'ANSWER-RESULT'>;

// What a participant does that knows only what it was told: after each interruption it connects
// again, repeats what was not acknowledged, and goes on.
class PersistentPlayer {
  readonly acknowledged: AnswerResult[] = [];

  constructor(
    readonly client: ParticipantClient,
    private readonly numberOfQuestions: number,
  ) {}

  async play(): Promise<void> {
    while (this.acknowledged.length < this.numberOfQuestions) {
      const index = this.acknowledged.length;
      await this.client.ask(index);
      this.acknowledged.push(await this.client.answer(index, [index % 4]));
    }
  }

  async resume(): Promise<void> {
    const state = await this.client.connect();
    const known = this.acknowledged.length;
    // Durable, but the acknowledgement was lost: at most the answer that was on its way.
    expect(state.nextQuestionIndex! - known).toBeOneOf([0, 1]);
    if (state.nextQuestionIndex! > known)
      this.acknowledged.push(await this.client.answer(known, [known % 4]));
    expect(state.score).toBe(this.acknowledged.at(-1)?.score ?? 0);
  }
}

describe('a server killed in the middle of a race', () => {
  test('has lost nothing that it acknowledged', async ({ clients, startServer }) => {
    const server = await startServer();
    const set = questionSet(40);
    const { host, participants } = await clients.race(['Ada', 'Bob', 'Cyd'], {
      set,
      server: server.url,
      duration: 600,
    });
    const players = participants.map((client) => new PersistentPlayer(client, set.length));
    for (const killAfter of [3, 11, 24]) {
      const interrupted = Promise.allSettled(players.map((player) => player.play()));
      // At once after one of its answers was acknowledged.
      const { connection } = participants[killAfter % 3]!;
      await connection.next('ANSWER-RESULT', ({ questionIndex }) => questionIndex >= killAfter);
      await server.kill();
      await interrupted;
      await server.startAgain();
      for (const player of players) await player.resume();
      expect(await host.connect()).toMatchObject({ phase: 'running', questionSetUploaded: true });
    }
    await Promise.all(players.map((player) => player.play()));
    await host.next('BROADCAST-QUIZ-FINISHED');
    const results = (await host.finalResults()).json<Results>();
    expect(results.finishReason).toBe('completed');
    for (const { client, acknowledged } of players) {
      const own = results.participants.find(({ userId }) => userId === client.userId);
      expect(own).toMatchObject({
        status: 'finished',
        score: acknowledged.at(-1)!.score,
        answers: acknowledged.map(({ outcome, scoreAwarded }) => ({
          outcome,
          score: scoreAwarded,
        })),
      });
    }
  });

  test('still knows lobbies, locks, names and question sets', async ({ clients, startServer }) => {
    const server = await startServer();
    const { host, participants } = await clients.lobby(['Ada'], { server: server.url });
    const [ada] = participants as [ParticipantClient];
    await host.lock(true);
    await server.kill();
    await server.startAgain();
    expect(await host.connect()).toMatchObject({
      phase: 'lobby',
      lobbyLocked: true,
      questionSetUploaded: true,
      participants: [{ name: 'Ada', connected: expect.any(Boolean) }],
    });
    expect(await ada.connect()).toMatchObject({ name: 'Ada', lobbyLocked: true });
    await host.start({ selectedQuestionIndexes: [0, 1, 2] });
    await ada.next('BROADCAST-START');
    expect(await ada.playOn()).toHaveLength(3);
    await ada.next('BROADCAST-QUIZ-FINISHED');
  });

  test('reports what finished just before', async ({ clients, startServer }) => {
    const server = await startServer();
    const { host } = await clients.race(['Ada'], { server: server.url });
    host.end();
    await host.next('BROADCAST-QUIZ-FINISHED');
    await server.kill();
    await server.startAgain();
    expect((await host.finalResults()).json<Results>().finishReason).toBe('ended_by_host');
  });
});

describe('a server that is asked to go', () => {
  test('tells everybody, keeps everything and ends well', async ({ clients, startServer }) => {
    const server = await startServer();
    const { host, participants } = await clients.race(['Ada', 'Bob'], { server: server.url });
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await ada.ask(0);
    const { score } = await ada.answer(0, [0]);
    expect((await call(server.url, '/readyz')).status).toBe(200);

    // A request that is under way is answered; this one tells that no more are wanted.
    const underWay = await RawConnection.open(server.url);
    underWay.send('GET /readyz HTTP/1.1\r\nHost: localhost\r\n');
    await call(server.url, '/healthz');
    server.signal('SIGTERM');
    for (const { connection } of [host, ada, bob])
      expect(await connection.closed()).toMatchObject({ code: 1012 });
    underWay.send('\r\n');
    const answer = await underWay.end();
    expect(answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(answer).toContain('"status":"draining"');
    expect(await server.exited()).toEqual({ code: 0, signal: null });
    await expect(call(server.url, '/readyz')).rejects.toThrow('ECONNREFUSED');

    await server.startAgain();
    expect(await ada.connect()).toMatchObject({ nextQuestionIndex: 1, score });
    await bob.connect();
    await Promise.all([ada.playOn(), bob.playOn()]);
    await bob.next('BROADCAST-QUIZ-FINISHED');
  });

  test('does not wait for those who do not listen', async ({ clients, startServer }) => {
    const server = await startServer({ args: ['--drain-timeout-s', '1'] });
    await clients.host(server.url);
    const silent = await RawConnection.open(server.url);
    silent.send('POST /signon/host HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n');
    await call(server.url, '/healthz');
    server.signal('SIGTERM');
    expect((await server.exited()).signal).toBeNull();
    await silent.end();
  });
});
