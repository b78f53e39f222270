// The whole road, from signing on to the results.
import { expect } from 'vitest';
import type { HostClient, ParticipantClient } from '../support/clients';
import type { Payload, Results } from '../support/packets';
import { realQuestionSet, type QuestionSet } from '../support/question-sets';
import { test } from '../support/test';

type AnswerResult = Payload<'ANSWER-RESULT'>;

const file = realQuestionSet('science-technology');
const set: QuestionSet = JSON.parse(file.toString());
const selection = Array.from({ length: 10 }, (_, index) => index * 248);
const selected = selection.map((index) => set[index]!);

const rightOptions = ({ questionIndex }: { questionIndex: number }) =>
  selected[questionIndex]!.answers;
const wrongOptions = ({ questionIndex }: { questionIndex: number }) =>
  rightOptions({ questionIndex }).includes(0) ? [1] : [0];

// Ada knows everything, Bob nothing, Cyd half and then is lost for words.
async function play(ada: ParticipantClient, bob: ParticipantClient, cyd: ParticipantClient) {
  const playCyd = async () => {
    const results: AnswerResult[] = [];
    for (let index = 0; index < selection.length; ++index) {
      const question = await cyd.ask(index);
      const known = index < 5;
      results.push(
        known ? await cyd.answer(index, rightOptions(question)) : await cyd.timeOut(index),
      );
    }
    return results;
  };
  return Promise.all([ada.playOn(rightOptions), bob.playOn(wrongOptions), playCyd()]);
}

function expectFinalPackets(participant: ParticipantClient): void {
  const { packets } = participant.connection;
  const last = (type: string) => packets.findLastIndex((packet) => packet.type === type);
  const order = [
    'LEADERBOARD',
    'BROADCAST-PARTICIPANT-FINISHED',
    'NOTIFY-PARTICIPANT-QUIZ-SUMMARY',
    'BROADCAST-QUIZ-FINISHED',
  ].map(last);
  expect(Math.max(order[0]!, order[1]!)).toBeLessThan(order[2]!);
  expect(order.slice(2)).toEqual([packets.length - 2, packets.length - 1]);
  expect(participant.connection.of('BROADCAST-QUIZ-FINISHED')).toHaveLength(1);
}

function expectSummary(
  summary: Payload<'NOTIFY-HOST-QUIZ-SUMMARY'> | Payload<'NOTIFY-PARTICIPANT-QUIZ-SUMMARY'>,
): void {
  const names = (people: readonly { name: string }[]) => people.map(({ name }) => name).sort();
  expect(summary.questions).toHaveLength(selection.length);
  summary.questions.forEach((question, index) => {
    const { question: text, options, answers } = selected[index]!;
    expect(question).toMatchObject({ question: text, options, correctOptions: answers });
    const known = index < 5;
    expect(names(question.correctAnswerers)).toEqual(known ? ['Ada', 'Cyd'] : ['Ada']);
    expect(names(question.incorrectAnswerers)).toEqual(['Bob']);
    expect(names(question.timeExpiredAnswerers)).toEqual(known ? [] : ['Cyd']);
  });
}

// What the results say of a participant is what the participant was told.
function expectResultsToAgree(
  results: Results,
  participant: ParticipantClient,
  rank: number,
  told: readonly AnswerResult[],
): void {
  const own = results.participants.find(({ userId }) => userId === participant.userId)!;
  expect(own).toMatchObject({ rank, status: 'finished', score: told.at(-1)!.score });
  expect(own.answers).toMatchObject(
    told.map(({ outcome, durationMs, scoreAwarded }) => ({
      outcome,
      durationMs,
      score: scoreAwarded,
    })),
  );
}

async function expectCsv(host: HostClient, results: Results): Promise<void> {
  const answer = await host.finalResults('text/csv');
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(answer.headers['content-disposition']).toContain(`speedrun-${host.quizId}.csv`);
  expect(answer.body.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const lines = answer.text.replace('\ufeff', '').split('\r\n');
  expect(lines.pop()).toBe('');
  expect(lines[0]).toMatch(/^rank,name,userId,score,status,totalTimeMs,q1_score,q1_outcome,/);
  const firstCells = results.participants.map(({ rank, name, userId, score, status }) =>
    [rank, `"${name}"`, userId, score, status].join(),
  );
  expect(lines.slice(1).map((line) => line.split(',').slice(0, 5).join())).toEqual(firstCells);
}

test('a host and three participants play ten real questions', async ({ clients }) => {
  const host = await clients.host();
  const uploaded = await host.upload(file);
  expect(uploaded.status).toBe(201);
  expect(uploaded.json()).toMatchObject({
    questions: set.length,
    categories: ['science-technology'],
    warnings: [],
  });
  const { questions } = await host.connection.exchange(
    { type: 'REQUEST-HOST-QUESTIONS', payload: {} },
    'RESPONSE-HOST-QUESTIONS',
  );
  expect(questions).toEqual(set);

  const ada = await clients.participant(host, 'Ada');
  const bob = await clients.participant(host, 'Bob');
  const cyd = await clients.participant(host, 'Cyd');
  const everyone = [ada, bob, cyd];
  const start = await host.start({
    quizName: 'Science night',
    categories: ['science-technology'],
    duration: 30,
    selectedQuestionIndexes: selection,
  });
  expect(start).toMatchObject({
    quizName: 'Science night',
    questionDuration: 30,
    numberOfQuestions: 10,
  });
  for (const participant of everyone)
    expect(await participant.next('BROADCAST-START')).toEqual(start);

  const told = await play(ada, bob, cyd);
  expect(told[1].every(({ scoreAwarded }) => scoreAwarded === 0)).toBe(true);
  const ranks = [1, 3, 2];
  for (const [index, participant] of everyone.entries()) {
    const summary = await participant.next('NOTIFY-PARTICIPANT-QUIZ-SUMMARY');
    await participant.next('BROADCAST-QUIZ-FINISHED');
    expectFinalPackets(participant);
    expectSummary(summary);
    expect(summary).toMatchObject({
      score: told[index]!.at(-1)!.score,
      rank: ranks[index],
      totalParticipants: 3,
    });
  }
  expect(cyd.connection.last('NOTIFY-PARTICIPANT-QUIZ-SUMMARY')?.questions[9]).toMatchObject({
    participantOptions: [],
  });
  const board = ada.connection.last('LEADERBOARD')?.leaderboard;
  expect(board?.map(({ name }) => name)).toEqual(['Ada', 'Cyd', 'Bob']);
  expect(ada.connection.last('BROADCAST-PARTICIPANT-FINISHED')).toEqual({
    totalFinishedParticipants: 3,
  });
  await host.next('BROADCAST-QUIZ-FINISHED');
  expectSummary(host.connection.last('NOTIFY-HOST-QUIZ-SUMMARY')!);

  const answer = await host.finalResults();
  const results = answer.json<Results>();
  expect(results).toMatchObject({
    quizId: host.quizId,
    quizName: 'Science night',
    categories: ['science-technology'],
    questionDurationMs: 30_000,
    finishReason: 'completed',
  });
  expect(results.participants.map(({ name }) => name)).toEqual(['Ada', 'Cyd', 'Bob']);
  for (const [index, participant] of everyone.entries())
    expectResultsToAgree(results, participant, ranks[index]!, told[index]!);
  expect((await bob.finalResults()).json()).toEqual(results);
  await expectCsv(host, results);

  for (const client of [host, ...everyone])
    expect(await client.connection.close(1000, 'seen it')).toEqual({
      code: 1000,
      reason: 'seen it',
    });
});

test('several right options: partial answers count in part', async ({ clients }) => {
  const set = [
    {
      question: 'Which are even?',
      category: 'Numbers',
      options: ['0', '1', '2', '3', '4'],
      answers: [0, 2, 4],
    },
  ];
  const { participants } = await clients.race(['Ada', 'Bob', 'Cyd'], { set, duration: 600 });
  const chosen = [
    [4, 0, 2],
    [0, 1, 3],
    [1, 2, 4],
  ];
  const outcomes = await Promise.all(
    participants.map(async (participant, index) => {
      const question = await participant.ask(0);
      expect(question.numberOfOptionsToSelect).toBe(3);
      // Its score is checked against the formula.
      return (await participant.answer(0, chosen[index]!)).outcome;
    }),
  );
  expect(outcomes).toEqual(['correct', 'partial', 'partial']);
});

test('who comes back after the end gets state, summary and the last packet', async ({
  clients,
}) => {
  const { host, participants } = await clients.race(['Ada']);
  const [ada] = participants as [ParticipantClient];
  await ada.playOn();
  await ada.next('BROADCAST-QUIZ-FINISHED');
  await host.next('BROADCAST-QUIZ-FINISHED');
  const summary = ada.connection.last('NOTIFY-PARTICIPANT-QUIZ-SUMMARY');
  const hostSummary = host.connection.last('NOTIFY-HOST-QUIZ-SUMMARY');

  const state = await ada.connect();
  expect(state).toMatchObject({ phase: 'finished', name: 'Ada', nextQuestionIndex: 3, rank: 1 });
  expect(await ada.next('NOTIFY-PARTICIPANT-QUIZ-SUMMARY')).toEqual(summary);
  await ada.next('BROADCAST-QUIZ-FINISHED');
  expect(await host.connect()).toMatchObject({ phase: 'finished' });
  expect(await host.next('NOTIFY-HOST-QUIZ-SUMMARY')).toEqual(hostSummary);
  await host.next('BROADCAST-QUIZ-FINISHED');
});
