// What the tables of docs/message-protocol.md refuse, each told with its code, and none of it to
// anybody else's harm.
import { describe, expect } from 'vitest';
import { expectUndisturbed } from '../support/bystander';
import type { ParticipantClient } from '../support/clients';
import { questionWith } from '../support/question-sets';
import { expectRefused, packet } from '../support/refusals';
import { test } from '../support/test';

const ask = (questionIndex: unknown) => packet('REQUEST-PARTICIPANT-QUESTION', { questionIndex });
const timeOut = (questionIndex: unknown) => packet('PARTICIPANT-ANSWER-TIMEOUT', { questionIndex });
const answer = (selectedOptionIndexes: unknown, questionIndex: unknown = 0) =>
  packet('PARTICIPANT-ANSWER', { questionIndex, selectedOptionIndexes, answerDuration: 1 });
const name = (text: unknown) => packet('PARTICIPANT-CONFIG', { name: text });

const start = { quizName: '', categories: [], duration: 20, selectedQuestionIndexes: [0] };

describe('what is no packet', () => {
  const texts = [
    '',
    'hello',
    'null',
    '[]',
    '"PARTICIPANT-CONFIG"',
    '{}',
    '{"payload":{}}',
    '{"type":7,"payload":{}}',
    '{"type":"","payload":{}}',
    '{"type":"host-end","payload":{}}',
    '{"type":"NO-SUCH-PACKET","payload":{}}',
    '{"type":"LEADERBOARD","payload":{"leaderboard":[]}}',
    '{"type":"PARTICIPANT-CONFIG","payload":{"name":"Ada"}',
    '{"type":"PARTICIPANT-CONFIG","payload":{"name":"Ada"}}}',
    "{'type':'PARTICIPANT-CONFIG','payload':{'name':'Ada'}}",
    '{"type":"PARTICIPANT-CONFIG","payload":{"name":"\\ud800"}}',
    '{"type":"PARTICIPANT-CONFIG","payload":{"name":"Ada\0"}}',
    `{"type":"PARTICIPANT-CONFIG","payload":${'['.repeat(100)}${']'.repeat(100)}}`,
    `{"type":"HOST-END","payload":{${Array.from({ length: 65 }, (_, i) => `"m${i}":0`)}}}`,
  ];
  test('is told so, and changes nothing', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada', 'Bob']);
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await expectRefused(ada, 'invalid_packet', texts);
    await expectRefused(host, 'invalid_packet', texts);
    await expectUndisturbed(bob);
    expect(await ada.playOn()).toHaveLength(3);
  });

  test('nor is one without its payload', async ({ clients }) => {
    const { host, participants } = await clients.lobby(['Ada']);
    const [ada] = participants as [ParticipantClient];
    const withoutPayload = (type: string) => [
      { type },
      { type, payload: null },
      { type, payload: [] },
      { type, payload: '{}' },
    ];
    for (const type of ['PARTICIPANT-CONFIG', 'REQUEST-PARTICIPANT-QUESTION', 'PARTICIPANT-ANSWER'])
      await expectRefused(ada, 'invalid_packet', [...withoutPayload(type), packet(type)]);
    for (const type of ['HOST-CONFIG', 'HOST-LOCK-LOBBY', 'HOST-KICK', 'HOST-EXTRA-TIME'])
      await expectRefused(host, 'invalid_packet', [...withoutPayload(type), packet(type)]);
    for (const type of ['REQUEST-HOST-QUESTIONS', 'HOST-END'])
      await expectRefused(host, 'invalid_packet', withoutPayload(type));
  });
});

test('the other role’s packets are forbidden', async ({ clients }) => {
  const { host, participants } = await clients.race(['Ada', 'Bob']);
  const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
  await expectRefused(ada, 'forbidden', [
    packet('REQUEST-HOST-QUESTIONS'),
    packet('HOST-CONFIG', start),
    packet('HOST-END'),
    packet('HOST-LOCK-LOBBY', { locked: true }),
    packet('HOST-KICK', { userId: bob.userId }),
  ]);
  await expectRefused(host, 'forbidden', [name('Eve'), ask(0), answer([0]), timeOut(0)]);
  await expectUndisturbed(bob);
  const state = await ada.connect();
  expect(state).toMatchObject({ phase: 'running', lobbyLocked: false, totalParticipants: 2 });
});

describe('a participant', () => {
  test('without a seat has nothing to play', async ({ clients }) => {
    const { host } = await clients.race(['Bob']);
    const ada = await clients.participant(host);
    await expectRefused(ada, 'not_seated', [ask(0), answer([0]), timeOut(0)]);
  });

  test('has nothing to play before the start', async ({ clients }) => {
    const { participants } = await clients.lobby(['Ada']);
    await expectRefused(participants[0]!, 'not_started', [ask(0), answer([0]), timeOut(0)]);
  });

  test('gets and answers one question after the other', async ({ clients }) => {
    const { participants } = await clients.race(['Ada', 'Bob']);
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await expectRefused(ada, 'out_of_order', [ask(1), ask(2), ask(3), ask(4_999)]);
    await expectRefused(ada, 'out_of_order', [answer([0]), timeOut(0)]);
    await expectRefused(ada, 'invalid_packet', [
      ask(-1),
      ask(5_000),
      ask(0.5),
      ask('0'),
      ask(null),
    ]);
    await ada.ask(0);
    await expectRefused(ada, 'out_of_order', [ask(1), answer([0], 1), timeOut(1)]);
    const first = await ada.answer(0, [0]);
    expect(first.outcome).toBe('correct');
    await expectRefused(ada, 'out_of_order', [ask(0), ask(2), answer([1], 1), timeOut(1)]);
    await ada.playOn();
    await expectRefused(ada, 'out_of_order', [ask(2), ask(3), answer([0], 3), timeOut(3)]);
    await expectUndisturbed(bob);
  });

  test('selects exactly as many options as are right', async ({ clients }) => {
    const set = [questionWith([1, 3])];
    const { participants } = await clients.race(['Ada', 'Bob'], { set });
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await ada.ask(0);
    await expectRefused(
      ada,
      'invalid_answer',
      [[], [1], [0, 1, 3], [0, 1, 2, 3], [1, 1], [1, 4], [1, 9], [1, -1], [1, 0.5], [1, '3']].map(
        (options) => answer(options),
      ),
    );
    await expectRefused(ada, 'invalid_answer', [answer([1, 3, 1]), answer(Array(300).fill(1))]);
    await expectRefused(ada, 'invalid_packet', [
      answer(1),
      answer('1,3'),
      answer({}),
      answer(null),
    ]);
    // The question stayed open.
    expect(await ada.answer(0, [3, 1])).toMatchObject({ outcome: 'correct' });
    await expectUndisturbed(bob);
  });

  test('answers once: sent again, the result is the same', async ({ clients }) => {
    const { participants } = await clients.race(['Ada', 'Bob']);
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await ada.ask(0);
    const result = await ada.answer(0, [1]);
    expect(result).toMatchObject({ outcome: 'incorrect', score: 0 });
    expect(await ada.answer(0, [1])).toEqual(result);
    const better = {
      type: 'PARTICIPANT-ANSWER' as const,
      payload: { questionIndex: 0, selectedOptionIndexes: [0], answerDuration: 0 },
    };
    expect(await ada.resultOf(better)).toEqual(result);
    expect(await ada.timeOut(0)).toEqual(result);

    await ada.ask(1);
    const late = await ada.timeOut(1);
    expect(late).toMatchObject({ outcome: 'timeout', scoreAwarded: 0 });
    better.payload = { questionIndex: 1, selectedOptionIndexes: [1], answerDuration: 0 };
    expect(await ada.resultOf(better)).toEqual(late);
    await ada.playOn();
    await expectUndisturbed(bob);
    await ada.next('BROADCAST-QUIZ-FINISHED');
    // Also from another connection, and after the end.
    await ada.connect();
    expect(await ada.timeOut(1)).toMatchObject({ ...late, rank: expect.any(Number) });
    await expectRefused(ada, 'quiz_finished', [ask(0), ask(3), name('Eve')]);
  });

  test('gets one of many simultaneous answers counted', async ({ clients }) => {
    const { participants } = await clients.race(['Ada']);
    const [ada] = participants as [ParticipantClient];
    await ada.ask(0);
    for (const option of [1, 0, 0, 2])
      ada.send({
        type: 'PARTICIPANT-ANSWER',
        payload: { questionIndex: 0, selectedOptionIndexes: [option], answerDuration: 0 },
      });
    await ada.connection.next('ANSWER-RESULT');
    await ada.connection.settle();
    for (const result of ada.connection.of('ANSWER-RESULT'))
      expect(result).toMatchObject({ outcome: 'incorrect', score: 0 });
    await ada.playOn();
    const { participants: told } = (await ada.finalResults()).json();
    expect(told[0].answers[0]).toMatchObject({ outcome: 'incorrect', selectedOptions: [1] });
  });
});
