// Extra time: longer questions for one participant, on everybody's scale, and nobody else's business.
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import type { HostClient, ParticipantClient } from '../support/clients';
import { expectRefused, packet } from '../support/refusals';
import { test } from '../support/test';

async function give(host: HostClient, { userId }: ParticipantClient, percent: number) {
  host.giveExtraTime(userId, percent);
  await host.next('NOTIFY-HOST-PARTICIPANTS', ({ participants }) =>
    participants.some((told) => told.userId === userId && (told.extraTimePercent ?? 0) === percent),
  );
}

describe('extra time', () => {
  test('lets its participant answer when the others’ time is up', async ({ clients }) => {
    const { host, participants } = await clients.lobby(['Ada', 'Bob']);
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await give(host, ada, 200);
    await ada.next('SESSION-STATE', ({ extraTimePercent }) => extraTimePercent === 200);
    await host.start({ duration: 2, selectedQuestionIndexes: [0] });
    await ada.next('BROADCAST-START');
    await bob.next('BROADCAST-START');
    expect(await ada.ask(0)).toMatchObject({ timeLimitMs: 6_000 });
    const asked = await bob.ask(0);
    expect(asked.timeLimitMs).toBeUndefined();
    // The server's own timeout, at the question's end and the grace.
    expect(await bob.next('ANSWER-RESULT')).toMatchObject({ outcome: 'timeout' });
    const { remainingMs } = await ada.ask(0);
    expect(remainingMs).toBeLessThanOrEqual(2_000);
    const result = await ada.answer(0, [0], 4);
    expect(result.outcome).toBe('correct');
    // A third of what passed, which was four seconds or more of six.
    expect(result.durationMs).toBeGreaterThanOrEqual(1_250);
    expect(result.durationMs).toBeLessThan(2_000);
  });

  test('neither gains nor costs points', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada', 'Bob'], { duration: 600 });
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await give(host, ada, 100);
    await ada.ask(0);
    await delay(600);
    const slow = await ada.answer(0, [0], 1_000);
    expect(slow.durationMs).toBeGreaterThanOrEqual(175);
    expect(slow.durationMs).toBeLessThan(600 * 1_000);
    await bob.ask(0);
    const quick = await bob.answer(0, [0], 0);
    // Both pass the formula, on the same duration: answer() checks it.
    expect(Math.abs(slow.scoreAwarded - quick.scoreAwarded)).toBeLessThanOrEqual(1);
  });

  test('holds from the next question on, and through a reconnection', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada'], { duration: 20 });
    const [ada] = participants as [ParticipantClient];
    expect((await ada.ask(0)).timeLimitMs).toBeUndefined();
    await give(host, ada, 50);
    expect((await ada.ask(0)).timeLimitMs).toBeUndefined();
    await ada.answer(0, [0]);
    expect((await ada.ask(1)).timeLimitMs).toBe(30_000);
    await give(host, ada, 0);
    await ada.connection.drop();
    expect((await ada.connect()).extraTimePercent).toBeUndefined();
    expect((await ada.ask(1)).timeLimitMs).toBe(30_000);
    await ada.answer(1, [1]);
    expect((await ada.ask(2)).timeLimitMs).toBeUndefined();
  });

  test('is nobody else’s business', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada', 'Bob']);
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await give(host, ada, 100);
    await ada.playOn();
    await bob.playOn();
    await bob.next('BROADCAST-QUIZ-FINISHED');
    const told = JSON.stringify(bob.connections.map(({ packets }) => packets));
    expect(told).not.toMatch(/extraTime|timeLimit/);
    const results = await bob.finalResults();
    expect(results.text).not.toMatch(/extra|limit/i);
  });

  test('is the host’s to give', async ({ clients }) => {
    const { host, participants } = await clients.lobby(['Ada', 'Bob']);
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    const extra = (payload: object) => packet('HOST-EXTRA-TIME', payload);
    const { userId } = ada;
    await expectRefused(ada, 'forbidden', [extra({ userId, percent: 100 })]);
    await expectRefused(bob, 'forbidden', [extra({ userId, percent: 0 })]);
    await expectRefused(host, 'unknown_participant', [
      extra({ userId: '0123456789abcdef', percent: 50 }),
      extra({ userId: 'Ada', percent: 50 }),
    ]);
    await expectRefused(
      host,
      'invalid_settings',
      [-1, 201, 0.5, 1e300, '50', null, true, [50], {}].map((percent) =>
        extra({ userId, percent }),
      ),
    );
    await expectRefused(host, 'invalid_packet', [
      extra({ userId }),
      extra({ percent: 50 }),
      extra({ userId: 7, percent: 50 }),
    ]);
    host.kick(bob.userId);
    await bob.connection.closed();
    await expectRefused(host, 'unknown_participant', [extra({ userId: bob.userId, percent: 50 })]);
    expect((await ada.connect()).extraTimePercent).toBeUndefined();
  });

  test('changes nothing after the end', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada']);
    host.end();
    await host.next('BROADCAST-QUIZ-FINISHED');
    const { userId } = participants[0]!;
    await expectRefused(host, 'quiz_finished', [
      packet('HOST-EXTRA-TIME', { userId, percent: 50 }),
    ]);
  });

  test('means nothing to a client that does not know it', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada', 'Bob'], { duration: 20 });
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await give(host, ada, 100);
    await ada.ask(0);
    // Its clock goes by questionDuration, and says so when that is over.
    expect(await ada.timeOut(0)).toMatchObject({ outcome: 'timeout', scoreAwarded: 0 });
    await ada.playOn();
    await bob.playOn();
    await ada.next('BROADCAST-QUIZ-FINISHED');
  });
});
