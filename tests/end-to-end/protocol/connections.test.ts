// Several connections of one client, one after the other and at the same time.
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { expectUndisturbed } from '../support/bystander';
import type { ParticipantClient } from '../support/clients';
import { Connection } from '../support/connection';
import { test } from '../support/test';

describe('a participant who comes back', () => {
  test('resumes seat, score, open question and its running clock', async ({ clients }) => {
    const { participants } = await clients.race(['Ada', 'Bob']);
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await ada.ask(0);
    const { score } = await ada.answer(0, [0]);
    const question = await ada.ask(1);
    await ada.connection.drop();
    // So that a clock that starts again would show.
    await delay(20);

    const state = await ada.connect();
    expect(state).toMatchObject({
      role: 'participant',
      phase: 'running',
      userId: ada.userId,
      name: 'Ada',
      quizName: 'Friday quiz',
      nextQuestionIndex: 1,
      score,
      rank: 1,
    });
    const again = await ada.ask(1);
    expect(again).toEqual({ ...question, remainingMs: expect.any(Number) });
    expect(again.remainingMs).toBeLessThan(question.remainingMs!);
    expect(await ada.answer(1, [1])).toMatchObject({ outcome: 'correct' });
    await ada.playOn();
    await expectUndisturbed(bob);
  });

  test('again and again, loses nothing', async ({ clients }) => {
    const { participants } = await clients.race(['Ada']);
    const [ada] = participants as [ParticipantClient];
    for (let index = 0; index < 3; ++index) {
      await ada.ask(index);
      await ada.connection.drop();
      expect(await ada.connect()).toMatchObject({ nextQuestionIndex: index });
      await ada.ask(index);
      const { score } = await ada.answer(index, [index]);
      await ada.connection.drop();
      expect(await ada.connect()).toMatchObject({ nextQuestionIndex: index + 1, score });
    }
    await ada.next('BROADCAST-QUIZ-FINISHED');
  });

  test('may send an answer again that was not acknowledged', async ({ clients }) => {
    const { participants } = await clients.race(['Ada', 'Bob']);
    const [ada] = participants as [ParticipantClient];
    await ada.ask(0);
    const answer = {
      type: 'PARTICIPANT-ANSWER' as const,
      payload: { questionIndex: 0, selectedOptionIndexes: [0], answerDuration: 0 },
    };
    ada.send(answer);
    await ada.connection.drop();
    await ada.connect();
    // The first one may have arrived or not: asking tells, and either way one counts.
    const asked = await ada.connection
      .exchange(
        { type: 'REQUEST-PARTICIPANT-QUESTION', payload: { questionIndex: 0 } },
        'RESPONSE-PARTICIPANT-QUESTION',
      )
      .catch(({ code }) => code);
    if (typeof asked === 'string') expect(asked).toBe('out_of_order');
    expect(await ada.resultOf(answer)).toMatchObject({ outcome: 'correct' });
    expect(await ada.connect()).toMatchObject({ nextQuestionIndex: 1 });
  });
});

describe('a seat', () => {
  test('belongs to its newest connection', async ({ clients }) => {
    const { participants } = await clients.race(['Ada', 'Bob']);
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    const older = ada.connection;
    await ada.ask(0);
    await ada.connect();
    expect(await older.closed()).toEqual({ code: 4409, reason: 'superseded' });
    await ada.ask(0);
    await ada.playOn();
    await expectUndisturbed(bob);
  });

  test('is one, though two connections take it at once', async ({ clients }) => {
    const { host } = await clients.lobby(['Bob']);
    const ada = await clients.participant(host);
    const older = ada.connection;
    await ada.connect();
    await ada.takeSeat('Ada');
    expect(await ada.connect()).toMatchObject({ name: 'Ada', totalParticipants: 2 });
    if (older.isOpen) await older.drop();
    // The older one's end says nothing about the newer one.
    await ada.takeSeat('Adele');
    await host.start({ selectedQuestionIndexes: [0, 1, 2] });
    await ada.next('BROADCAST-START');
    await expectUndisturbed(ada);
  });
});

describe('a host', () => {
  test('may look on from two places', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada']);
    const [ada] = participants as [ParticipantClient];
    const first = host.connection;
    expect(await host.connect()).toMatchObject({
      role: 'host',
      phase: 'running',
      questionSetUploaded: true,
      quizName: 'Friday quiz',
      numberOfQuestions: 3,
      participants: [{ name: 'Ada', userId: ada.userId }],
    });
    await expectUndisturbed(ada);
    for (const connection of [first, host.connection]) {
      await connection.next('BROADCAST-QUIZ-FINISHED');
      expect(connection.last('NOTIFY-HOST-QUIZ-SUMMARY')?.questions[2]).toMatchObject({
        incorrectCount: 1,
      });
    }
  });

  test('who reloads the page goes on where it was', async ({ clients }) => {
    const { host, participants } = await clients.lobby(['Ada']);
    const [ada] = participants as [ParticipantClient];
    await host.connection.drop();
    expect(await host.connect()).toMatchObject({ phase: 'lobby', questionSetUploaded: true });
    await host.start({ selectedQuestionIndexes: [0, 1, 2] });
    await ada.next('BROADCAST-START');
    await ada.ask(0);
    await ada.answer(0, [0]);
    await host.connection.drop();
    expect(await host.connect()).toMatchObject({ phase: 'running' });
    const summary = await host.next('NOTIFY-HOST-QUIZ-SUMMARY');
    expect(summary.questions[0]).toMatchObject({ correctCount: 1 });
    host.end();
    await ada.next('BROADCAST-QUIZ-FINISHED');
  });

  test('gone for good does not stop the race', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada']);
    await host.connection.drop();
    await expectUndisturbed(participants[0]!);
    await participants[0]!.next('BROADCAST-QUIZ-FINISHED');
  });
});

test('a close frame is answered with its own code and reason', async ({ clients }) => {
  const host = await clients.host();
  for (const [code, reason] of [
    [1000, 'the quiz has finished'],
    [1000, ''],
    [1001, 'leaving the page'],
    [4000, 'my own'],
  ] as const) {
    const connection = await Connection.open(host.server, host.token);
    expect(await connection.close(code, reason)).toEqual({ code, reason });
  }
});
