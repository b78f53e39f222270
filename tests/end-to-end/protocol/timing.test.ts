// Whose clock decides, and what a client's claim is worth.
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import type { ParticipantClient } from '../support/clients';
import { questionSet } from '../support/question-sets';
import { test } from '../support/test';

// More than any answer of these tests may take on a slow machine.
const duration = 600;

describe('the credited duration', () => {
  test('is never more than what the server measured, whatever is claimed', async ({ clients }) => {
    const claims = ['1e9', '1e308', '599', '600.001'];
    const set = questionSet(claims.length);
    const { participants } = await clients.race(['Ada'], { set, duration });
    const [ada] = participants as [ParticipantClient];
    for (const [index, claim] of claims.entries()) {
      const asked = performance.now();
      await ada.ask(index);
      const result = await answerClaiming(ada, index, claim);
      expect(result.durationMs).toBeLessThanOrEqual(performance.now() - asked + 1);
      expect(result.outcome).toBe('correct');
    }
  });

  test('is never less than that by more than the credit', async ({ clients, startServer }) => {
    const { url: server } = await startServer({ args: ['--latency-credit-ms', '0'] });
    const claims = ['-5', '-1e308', '0', '-0.0', '1e-300'];
    const set = questionSet(claims.length);
    const { participants } = await clients.race(['Ada'], { set, duration, server });
    const [ada] = participants as [ParticipantClient];
    for (const [index, claim] of claims.entries()) {
      const { remainingMs } = await ada.ask(index);
      // The server's own clock tells how much has gone when the answer is sent.
      let gone = 0;
      while (gone === 0) {
        await delay(5);
        gone = remainingMs! - (await ada.ask(index)).remainingMs!;
      }
      const result = await answerClaiming(ada, index, claim);
      expect(result.durationMs).toBeGreaterThanOrEqual(gone);
    }
    await ada.next('BROADCAST-QUIZ-FINISHED');
    const { participants: told } = (await ada.finalResults()).json();
    for (const answer of told[0].answers) expect(answer.creditMs).toBe(0);
  });

  test('is a claim that the server can believe', async ({ clients }) => {
    const { participants } = await clients.race(['Ada'], { duration });
    const [ada] = participants as [ParticipantClient];
    await ada.playOn();
    await ada.next('BROADCAST-QUIZ-FINISHED');
    const { participants: told } = (await ada.finalResults()).json();
    for (const answer of told[0].answers) {
      expect(answer.creditMs).toBeLessThanOrEqual(250);
      expect(answer.creditMs).toBeGreaterThanOrEqual(0);
    }
  });

  test('is claimed in a number', async ({ clients }) => {
    const { participants } = await clients.race(['Ada']);
    const [ada] = participants as [ParticipantClient];
    await ada.ask(0);
    for (const claim of ['"1"', 'null', '[1]', 'true', 'NaN', 'Infinity', '-']) {
      const refused = await ada.refusal(answerText(0, claim));
      expect([claim, refused.code]).toEqual([claim, 'invalid_packet']);
    }
    await ada.answer(0, [0]);
  });

  const answerText = (questionIndex: number, claim: string) =>
    `{"type":"PARTICIPANT-ANSWER","payload":{"questionIndex":${questionIndex},` +
    `"selectedOptionIndexes":[${questionIndex % 4}],"answerDuration":${claim}}}`;

  async function answerClaiming(ada: ParticipantClient, index: number, claim: string) {
    ada.connection.sendText(answerText(index, claim));
    return ada.next('ANSWER-RESULT', ({ questionIndex }) => questionIndex === index);
  }
});

describe('a question without an answer', () => {
  test('is timed out by the server', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada', 'Bob'], { duration: 1 });
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await ada.ask(0);
    await bob.ask(0);
    expect(await ada.next('ANSWER-RESULT')).toMatchObject({
      questionIndex: 0,
      outcome: 'timeout',
      scoreAwarded: 0,
      correctOptions: [0],
    });
    await bob.next('ANSWER-RESULT');
    expect((await ada.ask(1)).questionIndex).toBe(1);
    const { questions } = await host.next(
      'NOTIFY-HOST-QUIZ-SUMMARY',
      (told) => told.questions[0]?.timeExpiredCount === 2,
    );
    expect(questions[0]?.timeExpiredAnswerers).toHaveLength(2);
  });

  test('runs out also while its participant is away', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada', 'Bob'], { duration: 1 });
    const [ada] = participants as [ParticipantClient];
    await ada.ask(0);
    await ada.connection.drop();
    await host.next(
      'NOTIFY-HOST-QUIZ-SUMMARY',
      (told) => told.questions[0]?.timeExpiredCount === 1,
    );
    expect(await ada.connect()).toMatchObject({ nextQuestionIndex: 1, score: 0 });
    // The answer that never arrived comes too late.
    expect(
      await ada.resultOf({
        type: 'PARTICIPANT-ANSWER',
        payload: { questionIndex: 0, selectedOptionIndexes: [0], answerDuration: 0.1 },
      }),
    ).toMatchObject({ outcome: 'timeout', scoreAwarded: 0 });
  });

  test('is worth nothing after its time, within the grace', async ({ clients }) => {
    const { participants } = await clients.race(['Ada'], { duration: 1 });
    const [ada] = participants as [ParticipantClient];
    const question = await ada.ask(0);
    await delay(question.remainingMs! + 1);
    expect(
      await ada.resultOf({
        type: 'PARTICIPANT-ANSWER',
        payload: { questionIndex: 0, selectedOptionIndexes: [0], answerDuration: 1.001 },
      }),
    ).toMatchObject({ outcome: 'timeout', scoreAwarded: 0 });
  });
});
