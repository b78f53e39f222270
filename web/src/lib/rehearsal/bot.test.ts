import { describe, expect, it } from 'vitest';
import type { HostQuestion, Payload, ServerPacket } from '$lib/protocol/packets';
import { AnswerKey } from './answer-key';
import { Bot } from './bot';

const question: HostQuestion = {
  question: 'Which?',
  category: 'General',
  options: ['a', 'b', 'c', 'd'],
  answers: [1, 2],
};
const other: HostQuestion = { ...question, question: 'Which else?', answers: [3] };

// Neither the quickest nor the slowest; below every bot's share of right answers.
const middling = () => 0.4;

const session = (more: Partial<Payload<'SESSION-STATE'>> = {}): ServerPacket => ({
  type: 'SESSION-STATE',
  payload: {
    role: 'participant',
    phase: 'lobby',
    serverTimeEpochMs: 0,
    lobbyLocked: false,
    userId: '00000000000000aa',
    ...more,
  },
});
const running = { phase: 'running', name: 'Bot', numberOfQuestions: 2 } as const;
const start: ServerPacket = {
  type: 'BROADCAST-START',
  payload: { startTimeEpochSecs: 0, questionDuration: 10, numberOfQuestions: 2, quizName: 'Q' },
};
const asked = ({ question: text, options, answers }: HostQuestion, index = 0): ServerPacket => ({
  type: 'RESPONSE-PARTICIPANT-QUESTION',
  payload: {
    questionIndex: index,
    question: text,
    options,
    numberOfOptionsToSelect: answers.length,
    remainingMs: 10_000,
  },
});
const result = (questionIndex: number, correctOptions: number[]): ServerPacket => ({
  type: 'ANSWER-RESULT',
  payload: {
    questionIndex,
    outcome: 'incorrect',
    correctOptions,
    durationMs: 1_000,
    scoreAwarded: 0,
    score: 0,
    rank: 1,
    totalParticipants: 1,
  },
});
const refusal = (code: string, retryable: boolean): ServerPacket => ({
  type: 'ERROR',
  payload: { code, message: 'No.', retryable },
});

const newBot = (key = new AnswerKey([question]), random = middling) =>
  new Bot('Bot', 'steady', key, random);

describe('a bot', () => {
  it('takes a seat under its name, and another where that is taken', () => {
    const bot = newBot();
    expect(bot.heard(session())).toEqual({
      packet: { type: 'PARTICIPANT-CONFIG', payload: { name: 'Bot' } },
      afterMs: 0,
    });
    expect(bot.heard(refusal('name_taken', false))?.packet.payload).toEqual({ name: 'Bot′' });
    expect(bot.heard(session({ name: 'Bot′' }))).toBeNull();
  });

  it('asks after the countdown, answers after a while, and goes on to the end', () => {
    const bot = newBot();
    const first = bot.heard(start);
    expect(first?.packet.payload).toEqual({ questionIndex: 0 });
    expect(first?.afterMs).toBeGreaterThanOrEqual(3_000);
    const answer = bot.heard(asked(question));
    expect(answer?.afterMs).toBeCloseTo(3_600);
    expect(answer?.packet).toMatchObject({
      type: 'PARTICIPANT-ANSWER',
      payload: { questionIndex: 0, selectedOptionIndexes: [1, 2] },
    });
    expect(bot.heard(result(0, [1, 2]))?.packet.payload).toEqual({ questionIndex: 1 });
    expect(bot.heard(result(1, [0]))).toBeNull();
  });

  it('takes up its race after a reconnection', () => {
    const again = newBot().heard(session({ ...running, nextQuestionIndex: 1 }));
    expect(again?.packet.payload).toEqual({ questionIndex: 1 });
    expect(newBot().heard(session({ ...running, nextQuestionIndex: 2 }))).toBeNull();
    expect(newBot().heard(session({ ...running, phase: 'finished' }))).toBeNull();
  });

  it('who thinks too long lets the time run out', () => {
    const slow = new Bot('Bot', 'leisurely', new AnswerKey(), () => 0.999);
    expect(slow.heard(asked(question))).toEqual({
      packet: { type: 'PARTICIPANT-ANSWER-TIMEOUT', payload: { questionIndex: 0 } },
      afterMs: 10_000,
    });
  });

  it('says once more what is refused for now, and nothing more of what is refused for good', () => {
    const bot = newBot();
    expect(bot.heard(refusal('unavailable', true))).toBeNull();
    const said = bot.heard(start);
    const again = bot.heard(refusal('unavailable', true));
    expect(again?.packet).toEqual(said?.packet);
    expect(again?.afterMs).toBeGreaterThanOrEqual(1_000);
    expect(bot.heard(refusal('out_of_order', false))).toBeNull();
  });
});

describe('the answer key', () => {
  it('is learnt from results, by all bots', () => {
    const key = new AnswerKey();
    const bot = newBot(key);
    bot.heard(start);
    bot.heard(asked(other));
    bot.heard(result(0, other.answers));
    expect(newBot(key).heard(asked(other))?.packet.payload).toMatchObject({
      selectedOptionIndexes: [3],
    });
  });

  it('gives as many wrong options as it can', () => {
    const key = new AnswerKey([question, other]);
    const choose = (of: HostQuestion) =>
      key.choose({ ...of, numberOfOptionsToSelect: of.answers.length }, false, Math.random);
    for (let i = 0; i < 50; ++i) {
      expect(choose(question).sort()).toEqual([0, 3]);
      expect(choose(other)).not.toContain(3);
    }
  });
});
