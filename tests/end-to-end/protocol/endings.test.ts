// How a speedrun ends, and what becomes of those who have not finished. Some endings take a minute
// of the server's clock; while they wait, everything else is tested.
import { describe, expect } from 'vitest';
import { expectUndisturbed } from '../support/bystander';
import type { ParticipantClient } from '../support/clients';
import type { Results } from '../support/packets';
import { questionSet } from '../support/question-sets';
import { test } from '../support/test';

const aMinuteAndMore = 150_000;

const statuses = ({ participants }: Results) =>
  participants.map(({ rank, name, status }) => `${rank} ${name} ${status}`);

test('the host ends it: who has not finished keeps its score', async ({ clients }) => {
  const { host, participants } = await clients.race(['Ada', 'Bob', 'Cyd']);
  const [ada, bob, cyd] = participants as [ParticipantClient, ParticipantClient, ParticipantClient];
  await ada.playOn(({ questionIndex }) => [questionIndex]);
  await bob.ask(0);
  const { score } = await bob.answer(0, [0]);
  await bob.ask(1);
  host.end();
  for (const participant of [ada, bob, cyd]) {
    const summary = await participant.next('NOTIFY-PARTICIPANT-QUIZ-SUMMARY');
    expect(summary.questions).toHaveLength(3);
    await participant.next('BROADCAST-QUIZ-FINISHED');
  }
  expect(bob.connection.last('NOTIFY-PARTICIPANT-QUIZ-SUMMARY')).toMatchObject({
    score,
    rank: 2,
    questions: [
      { participantOptions: [0] },
      { participantOptions: [] },
      { participantOptions: [] },
    ],
  });
  const results = (await host.finalResults()).json<Results>();
  expect(results.finishReason).toBe('ended_by_host');
  expect(statuses(results)).toEqual(['1 Ada finished', '2 Bob dnf', '3 Cyd dnf']);
  expect(results.participants[1]).toMatchObject({ score, answers: [{ outcome: 'correct' }] });
  expect(results.participants[2]).toMatchObject({ score: 0, answers: [] });
});

test('the host ends it before anybody came', async ({ clients }) => {
  const { host } = await clients.race([]);
  host.end();
  await host.next('BROADCAST-QUIZ-FINISHED');
  expect((await host.finalResults()).json<Results>().participants).toEqual([]);
});

test('everybody has finished', async ({ clients }) => {
  const { host, participants } = await clients.race(['Ada', 'Bob']);
  const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
  await ada.playOn();
  await bob.next('BROADCAST-PARTICIPANT-FINISHED');
  expect(bob.connection.of('BROADCAST-QUIZ-FINISHED')).toEqual([]);
  await bob.playOn();
  for (const client of [ada, bob, host]) await client.next('BROADCAST-QUIZ-FINISHED');
  const results = (await ada.finalResults()).json<Results>();
  expect(results.finishReason).toBe('completed');
  expect(results.participants.map(({ totalTimeMs }) => typeof totalTimeMs)).toEqual([
    'number',
    'number',
  ]);
});

// Side by side: suites run one after the other, the tests in one at the same time.
describe('after a minute', () => {
  test.concurrent.for([
    ['nobody who has not finished is there any more', 'abandoned'],
    ['somebody is there who does not play', 'deadline'],
  ] as const)(
    'it ends when %s',
    { timeout: aMinuteAndMore },
    async ([, finishReason], { clients }) => {
      const { host, participants } = await clients.race(['Ada', 'Bob'], {
        set: questionSet(1),
        duration: 1,
      });
      const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
      await expectUndisturbed(ada);
      if (finishReason === 'abandoned') await bob.connection.drop();
      await ada.next('BROADCAST-QUIZ-FINISHED', undefined, aMinuteAndMore);
      const results = (await host.finalResults()).json<Results>();
      expect(results.finishReason).toBe(finishReason);
      expect(statuses(results)).toEqual(['1 Ada finished', '2 Bob dnf']);
    },
  );

  test('who answers no ping is gone', { timeout: aMinuteAndMore }, async ({ clients }) => {
    const { participants } = await clients.race(['Ada', 'Bob']);
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await ada.connect({ pongs: false });
    const closed = await ada.connection.closed(aMinuteAndMore);
    expect(closed.code).toBe(4408);
    expect(await ada.connect()).toMatchObject({ name: 'Ada', nextQuestionIndex: 0 });
    await ada.playOn();
    await expectUndisturbed(bob);
  });
});
