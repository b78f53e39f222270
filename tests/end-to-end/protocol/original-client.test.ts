// A client written before there were extensions: it knows none of their packets and members.
import { expect } from 'vitest';
import type { Client } from '../support/clients';
import type { Payload } from '../support/packets';
import { questionSet } from '../support/question-sets';
import { test } from '../support/test';

const original = {
  LEADERBOARD: ['leaderboard'],
  'RESPONSE-HOST-QUESTIONS': ['questions'],
  'BROADCAST-START': ['startTimeEpochSecs', 'questionDuration', 'numberOfQuestions'],
  'RESPONSE-PARTICIPANT-QUESTION': [
    'questionIndex',
    'question',
    'options',
    'numberOfOptionsToSelect',
  ],
  'NOTIFY-HOST-QUIZ-SUMMARY': ['totalTimeElapsed', 'avgAnswerTime', 'questions'],
  'BROADCAST-PARTICIPANT-FINISHED': ['totalFinishedParticipants'],
  'NOTIFY-PARTICIPANT-QUIZ-SUMMARY': ['totalTimeElapsed', 'avgAnswerTime', 'questions'],
  'BROADCAST-QUIZ-FINISHED': [],
} as const;
type Type = keyof typeof original;
type Known<T extends Type> = Pick<
  Payload<T>,
  Extract<(typeof original)[T][number], keyof Payload<T>>
>;

class OriginalClient {
  constructor(private readonly client: Client) {}

  async next<T extends Type>(type: T): Promise<Known<T>> {
    const payload = await this.client.next(type);
    const known = original[type].map((name) => [name, payload[name as keyof typeof payload]]);
    return Object.fromEntries(known);
  }

  // Type and payload in the other order, and whole numbers written as they please.
  send(type: string, payload: string): void {
    this.client.connection.sendText(`{"payload":${payload},"type":"${type}"}`);
  }

  close() {
    return this.client.connection.close(1000, 'the quiz has finished');
  }
}

async function play(client: OriginalClient, name: string, option: number) {
  client.send('PARTICIPANT-CONFIG', `{"name":"${name}"}`);
  const { numberOfQuestions } = await client.next('BROADCAST-START');
  for (let index = 0; index < numberOfQuestions; ++index) {
    client.send('REQUEST-PARTICIPANT-QUESTION', `{"questionIndex":${index}.0}`);
    const question = await client.next('RESPONSE-PARTICIPANT-QUESTION');
    expect(question).toMatchObject({ questionIndex: index, numberOfOptionsToSelect: 1 });
    // The next question is asked for at once: nothing tells that the answer has arrived.
    if (index === 2) client.send('PARTICIPANT-ANSWER-TIMEOUT', `{"questionIndex":${index}}`);
    else
      client.send(
        'PARTICIPANT-ANSWER',
        `{"questionIndex":${index},"selectedOptionIndexes":[${option}],"answerDuration":1e-3}`,
      );
  }
  const summary = await client.next('NOTIFY-PARTICIPANT-QUIZ-SUMMARY');
  expect(await client.next('BROADCAST-QUIZ-FINISHED')).toEqual({});
  return summary;
}

test('hosts and plays to the end', async ({ clients }) => {
  const hostClient = await clients.host();
  const host = new OriginalClient(hostClient);
  const set = questionSet(6);
  expect((await hostClient.upload(set)).status).toBe(201);
  host.send('REQUEST-HOST-QUESTIONS', '{}');
  expect(await host.next('RESPONSE-HOST-QUESTIONS')).toEqual({ questions: set });

  const ada = new OriginalClient(await clients.participant(hostClient));
  const bob = new OriginalClient(await clients.participant(hostClient));
  expect(await ada.next('LEADERBOARD')).toEqual({ leaderboard: [] });
  const summaries = Promise.all([play(ada, 'Ada', 0), play(bob, 'Bob', 1)]);
  const everyoneIn = async () => {
    while ((await host.next('LEADERBOARD')).leaderboard.length < 2);
  };
  await everyoneIn();
  host.send(
    'HOST-CONFIG',
    '{"selectedQuestionIndexes":[0,1,2,5],"duration":10.0,"categories":[],"quizName":"Old"}',
  );
  expect(await host.next('BROADCAST-START')).toMatchObject({
    questionDuration: 10,
    numberOfQuestions: 4,
  });

  const [ofAda, ofBob] = await summaries;
  expect(ofAda.questions.map((question) => question.participantOptions)).toEqual([
    [0],
    [0],
    [],
    [0],
  ]);
  expect(ofBob.questions.map((question) => question.participantOptions)).toEqual([
    [1],
    [1],
    [],
    [1],
  ]);
  const named = (people: readonly { name: string }[]) => people.map(({ name }) => name);
  expect(ofAda.questions.map((question) => named(question.correctAnswerers))).toEqual([
    ['Ada'],
    ['Bob'],
    [],
    ['Bob'],
  ]);
  await host.next('BROADCAST-QUIZ-FINISHED');
  expect(hostClient.connection.last('NOTIFY-HOST-QUIZ-SUMMARY')?.questions).toHaveLength(4);
  for (const client of [ada, bob, host])
    expect(await client.close()).toEqual({ code: 1000, reason: 'the quiz has finished' });
});
