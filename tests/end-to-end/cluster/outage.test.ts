// Redis goes away and comes back. MCS_OUTAGE_SECONDS says how long it is away.
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import type { Connection } from '../support/connection';
import { Refused } from '../support/connection';
import type { Results } from '../support/packets';
import { questionSet } from '../support/question-sets';
import { test } from './test';

const outageMs = Number(process.env['MCS_OUTAGE_SECONDS'] ?? 3) * 1_000;

const knowsOf = (connection: Connection, available: boolean) =>
  connection.next('SERVICE-STATE', (state) => state.available === available, 30_000);

describe('without Redis', () => {
  for (const [how, signal] of [
    ['killed', 'SIGKILL'],
    ['hung', 'SIGSTOP'],
  ] as const)
    test(
      `(${how}) instances say so, keep nothing they cannot, and go on`,
      { timeout: outageMs + 60_000 },
      async ({ clients, stand }) => {
        const { redis, instances } = stand;
        const { host, participants } = await clients.race(['Ada', 'Bob', 'Cyd'], {
          set: questionSet(4),
          duration: 300,
        });
        for (const participant of participants) {
          await participant.ask(0);
          await participant.answer(0, [0]);
          await participant.ask(1);
        }

        if (signal === 'SIGKILL') await redis.kill();
        else redis.signal(signal);
        const back = delay(outageMs);
        for (const instance of instances) await instance.untilReady(false);
        for (const { connection } of [host, ...participants]) await knowsOf(connection, false);
        for (const participant of participants) {
          const refused = await participant.answer(1, [1]).catch((error: unknown) => error);
          expect((refused as Refused).error).toMatchObject({
            code: 'unavailable',
            retryable: true,
          });
        }
        await back;

        if (signal === 'SIGKILL') redis.startAgain();
        else redis.signal('SIGCONT');
        for (const { connection } of [host, ...participants]) await knowsOf(connection, true);
        for (const instance of instances) await instance.untilReady();
        for (const participant of participants) {
          await participant.answer(1, [1]);
          for (const index of [2, 3]) {
            await participant.ask(index);
            await participant.answer(index, [index]);
          }
        }
        await host.next('BROADCAST-QUIZ-FINISHED');
        const results = (await host.finalResults()).json<Results>();
        expect(results.finishReason).toBe('completed');
        for (const { answers } of results.participants)
          expect(answers.map(({ outcome }) => outcome)).toEqual(Array(4).fill('correct'));
      },
    );
});
