// What a host may not order, and what an order that is refused or repeated changes: nothing.
import { describe, expect } from 'vitest';
import { expectUndisturbed } from '../support/bystander';
import type { ParticipantClient } from '../support/clients';
import { questionSet } from '../support/question-sets';
import { expectRefused, packet } from '../support/refusals';
import { test } from '../support/test';

const start = (settings: object = {}) =>
  packet('HOST-CONFIG', {
    quizName: 'Quiz',
    categories: [],
    duration: 20,
    selectedQuestionIndexes: [0],
    ...settings,
  });

describe('a host', () => {
  test('needs a question set before anything else', async ({ clients }) => {
    const host = await clients.host();
    await expectRefused(host, 'no_question_set', [packet('REQUEST-HOST-QUESTIONS'), start()]);
  });

  test('starts with settings that are allowed', async ({ clients }) => {
    const { host, participants } = await clients.lobby(['Ada'], { set: questionSet(3) });
    await expectRefused(
      host,
      'invalid_settings',
      [
        ...[0, -1, 601, 1.5, '20', null].map((duration) => ({ duration })),
        ...['x'.repeat(101), 7].map((quizName) => ({ quizName })),
        ...['Physics', [7], ['x'.repeat(201)]].map((categories) => ({ categories })),
      ].map(start),
    );
    const selections = [[], [3], [0, 7], [1, 0], [1, 1], [-1], [0.5], ['0'], 0, [5_000]];
    await expectRefused(
      host,
      'invalid_selection',
      selections.map((selectedQuestionIndexes) => start({ selectedQuestionIndexes })),
    );
    await participants[0]!.connection.settle();
    expect(participants[0]!.connection.of('BROADCAST-START')).toEqual([]);
    await host.start({ selectedQuestionIndexes: [2], duration: 600 });
    await expectUndisturbedSelection(participants[0]!);
  });

  async function expectUndisturbedSelection(participant: ParticipantClient): Promise<void> {
    await participant.next('BROADCAST-START');
    expect((await participant.ask(0)).question).toBe('Question 2?');
  }

  test('starts once', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada']);
    host.sendStart({ quizName: 'Another', duration: 5, selectedQuestionIndexes: [1] });
    await host.connection.settle();
    await expectUndisturbed(participants[0]!);
    for (const { connection } of [host, participants[0]!])
      expect(connection.of('BROADCAST-START')).toHaveLength(1);
    expect(await host.connect()).toMatchObject({ quizName: 'Friday quiz', questionDuration: 20 });
  });

  test('ends what runs, removes who is there', async ({ clients }) => {
    const { host } = await clients.lobby(['Ada']);
    await expectRefused(host, 'not_started', [packet('HOST-END')]);
    await expectRefused(host, 'unknown_participant', [
      packet('HOST-KICK', { userId: '0123456789abcdef' }),
    ]);
    await expectRefused(host, 'invalid_packet', [
      packet('HOST-KICK', { userId: 7 }),
      packet('HOST-LOCK-LOBBY', { locked: 'yes' }),
    ]);
  });

  test('has nothing to order after the end', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada']);
    host.end();
    await host.next('BROADCAST-QUIZ-FINISHED');
    await expectRefused(host, 'quiz_finished', [
      packet('HOST-LOCK-LOBBY', { locked: true }),
      packet('HOST-KICK', { userId: participants[0]!.userId }),
    ]);
    host.end();
    host.sendStart({ selectedQuestionIndexes: [0] });
    await host.connection.settle();
    expect(host.connection.of('BROADCAST-QUIZ-FINISHED')).toHaveLength(1);
  });
});
