import { describe, expect, it } from 'vitest';
import { dueAt } from './participant-outbox';
import { resultShownMs } from './participant-packets';
import { answerOf, ParticipantClient, requestOf, timeoutOf } from './participant.test-support';
import { questionNumber, viewOf } from './participant-view';

// A client with the first question open.
const racing = () => {
  const client = new ParticipantClient().running().question();
  client.sent();
  return client;
};

describe('answering', () => {
  it('sends a single choice at once, with the time it took', () => {
    const client = racing().waits(2_345).does({ name: 'option-chosen', option: 1 });
    expect(client.sent()).toEqual([answerOf(0, [1], 2.345)]);
    expect(client.state.selected).toEqual([1]);
  });

  it('notes each split, and the place that the question began at', () => {
    const client = racing().does({ name: 'option-chosen', option: 1 }).result({ rank: 2 });
    expect(client.state.shown?.question?.rankBefore).toBeNull();
    expect(client.state.splits).toEqual([
      { questionIndex: 0, outcome: 'correct', durationMs: 2_000, points: 80 },
    ]);
    client.does({ name: 'next-wanted' }).question({ questionIndex: 1 });
    expect(client.state.question?.rankBefore).toBe(2);
    // The same question again, after a reconnection, began where it began.
    client.loses().running({ nextQuestionIndex: 1, rank: 5 }).question({ questionIndex: 1 });
    expect(client.state.question?.rankBefore).toBe(2);
  });

  it('leaves a question behind for good', () => {
    const client = new ParticipantClient().running({ nextQuestionIndex: 1 });
    client.question({ questionIndex: 0 });
    expect(client.state.question).toBeNull();
    expect(client.state.nextQuestionIndex).toBe(1);
  });

  it('takes no second thought', () => {
    const client = racing().does({ name: 'option-chosen', option: 1 });
    client.sent();
    client.does({ name: 'option-chosen', option: 2 });
    expect(client.sent()).toEqual([]);
    expect(client.state.selected).toEqual([1]);
  });

  it('ignores options that do not exist', () => {
    expect(racing().does({ name: 'option-chosen', option: 4 }).sent()).toEqual([]);
  });

  it('collects several choices until they are confirmed', () => {
    const client = new ParticipantClient().running().question({ numberOfOptionsToSelect: 2 });
    client.sent();
    client.does({ name: 'option-chosen', option: 3 });
    expect(client.does({ name: 'answer-confirmed' }).sent()).toEqual([]);
    client.does({ name: 'option-chosen', option: 0 });
    // A third does not fit; taking one back makes room.
    client.does({ name: 'option-chosen', option: 1 });
    expect(client.state.selected).toEqual([3, 0]);
    client.does({ name: 'option-chosen', option: 3 }).does({ name: 'option-chosen', option: 1 });
    expect(client.sent()).toEqual([]);
    client.waits(1_000).does({ name: 'answer-confirmed' });
    expect(client.sent()).toEqual([answerOf(0, [0, 1], 1)]);
  });

  it('reports the timeout when the clock runs out, and accepts no answer then', () => {
    const client = racing();
    expect(client.waits(9_999).sent()).toEqual([]);
    expect(client.waits(1).sent()).toEqual([timeoutOf(0)]);
    expect(client.does({ name: 'option-chosen', option: 1 }).sent()).toEqual([]);
  });
});

describe('a result', () => {
  it('is shown with score and rank, and the next question comes after a moment', () => {
    const client = racing().does({ name: 'option-chosen', option: 1 });
    client.sent();
    client.result({ rank: 2, score: 80 });
    expect(client.state.standing).toEqual({ score: 80, rank: 2 });
    expect(client.state.shown).toMatchObject({ chosen: [1], question: { text: 'Which?' } });
    expect(viewOf(client.state)).toBe('race');
    expect(questionNumber(client.state)).toBe(1);
    expect(client.waits(resultShownMs - 1).sent()).toEqual([]);
    expect(client.waits(1).sent()).toEqual([requestOf(1)]);
    expect(questionNumber(client.state)).toBe(2);
  });

  it('gives way at once when the next question is wanted', () => {
    const client = racing().does({ name: 'option-chosen', option: 1 }).result();
    client.sent();
    expect(client.does({ name: 'next-wanted' }).sent()).toEqual([requestOf(1)]);
  });

  // The packet clears the timer that would have ended the result.
  it('gives way when its time passes by during another packet', () => {
    const client = racing().does({ name: 'option-chosen', option: 1 }).result();
    client.sent();
    client.now += resultShownMs + 5;
    client.receives({ type: 'SERVICE-STATE', payload: { available: true } });
    expect(client.sent()).toEqual([requestOf(1)]);
  });

  it('of the server’s own timeout ends an open question', () => {
    const client = racing().result({ outcome: 'timeout', scoreAwarded: 0, score: 0 });
    expect(client.state.shown).toMatchObject({ chosen: [], result: { outcome: 'timeout' } });
    expect(client.state.question).toBeNull();
  });

  it('from before changes nothing', () => {
    const client = new ParticipantClient().running({ nextQuestionIndex: 2, score: 150 });
    const before = client.state;
    client.result({ questionIndex: 0, score: 10 });
    expect(client.state.standing).toEqual(before.standing);
    expect(client.state.shown).toBeNull();
  });

  it('of the last question leads to waiting for the others', () => {
    const client = new ParticipantClient().running({ nextQuestionIndex: 2 });
    client.question({ questionIndex: 2 }).does({ name: 'option-chosen', option: 0 });
    client.result({ questionIndex: 2 });
    client.sent();
    expect(questionNumber(client.state)).toBe(3);
    client.does({ name: 'next-wanted' });
    expect(client.sent()).toEqual([]);
    expect(viewOf(client.state)).toBe('waiting');
  });
});

describe('a lost connection', () => {
  it('does not stop the clock, and an answer given meanwhile is sent once it is back', () => {
    const client = racing().waits(1_000).loses();
    client.waits(2_000).does({ name: 'option-chosen', option: 2 });
    expect(client.sent()).toEqual([]);
    client.waits(20_000).running();
    expect(client.sent()).toEqual([answerOf(0, [2], 3)]);
  });

  it('has an unacknowledged answer sent again until its result has come', () => {
    const client = racing().does({ name: 'option-chosen', option: 1 });
    expect(client.sent()).toHaveLength(1);
    for (let i = 0; i < 3; ++i) {
      client.loses().running();
      expect(client.sent()).toEqual([answerOf(0, [1], 0)]);
    }
    client.result();
    client.loses().running({ nextQuestionIndex: 1 });
    expect(client.sent()).toEqual([]);
    expect(client.state.answer).toBeNull();
  });

  it('asks for the result even if the server has gone on', () => {
    const client = racing().does({ name: 'option-chosen', option: 1 });
    client.sent();
    client.loses().running({ nextQuestionIndex: 1, score: 80 });
    expect(client.sent()).toEqual([answerOf(0, [1], 0)]);
    client.result();
    expect(client.state.shown?.question?.text).toBe('Which?');
    expect(client.waits(resultShownMs).sent()).toEqual([requestOf(1)]);
  });

  it('has the open question confirmed anew; its clock follows the server’s', () => {
    const client = racing().waits(4_000).loses();
    client.waits(1_000).running();
    expect(client.sent()).toEqual([requestOf(0)]);
    // The repetition took 300 ms to arrive: that gives no time back.
    client.waits(300).question({ remainingMs: 5_000 });
    expect(client.waits(4_699).sent()).toEqual([]);
    expect(client.waits(1).sent()).toEqual([timeoutOf(0)]);
  });

  it('is not suspected while the server says that it cannot work', () => {
    const client = racing().does({ name: 'option-chosen', option: 1 });
    client.receives({ type: 'SERVICE-STATE', payload: { available: false } });
    expect(client.waits(60_000).needsRenewal).toBe(false);
  });

  it('corrects a clock that stood still while the machine slept', () => {
    const client = racing().loses();
    client.running().question({ remainingMs: 1_500 });
    client.sent();
    expect(client.waits(1_500).sent()).toEqual([timeoutOf(0)]);
  });

  it('moves to the question that the server has reached', () => {
    const client = racing().loses().running({ nextQuestionIndex: 1 });
    expect(client.state.question).toBeNull();
    expect(client.sent()).toEqual([requestOf(1)]);
  });

  it('is suspected when no answer comes, later each time', () => {
    const client = racing().does({ name: 'option-chosen', option: 1 });
    expect(client.waits(9_999).needsRenewal).toBe(false);
    expect(client.waits(1).needsRenewal).toBe(true);
    client.loses().running();
    expect(client.waits(19_999).needsRenewal).toBe(false);
    expect(client.waits(1).needsRenewal).toBe(true);
    client.loses().running().result();
    expect(client.state.exchange.silences).toBe(0);
  });
});

describe('a reload', () => {
  it('sends an answer kept from before, and shows its result without the question', () => {
    const kept = { questionIndex: 0, options: [1], durationSecs: 2.5 };
    const client = new ParticipantClient(kept).running();
    expect(client.sent()).toEqual([answerOf(0, [1], 2.5)]);
    expect(viewOf(client.state)).toBe('race');
    client.result();
    expect(client.state.shown).toMatchObject({ question: null, chosen: [1] });
  });
});

describe('a refusal', () => {
  it('that is to pass is tried again after a while', () => {
    const client = racing().does({ name: 'option-chosen', option: 1 });
    client.sent();
    client.refusal({ code: 'unavailable', retryable: true, about: 'PARTICIPANT-ANSWER' });
    expect(client.state.refusal).toBeNull();
    expect(client.sent()).toEqual([]);
    expect(dueAt(client.state, client.now)).toBe(client.now + 2_000);
    expect(client.waits(2_000).sent()).toEqual([answerOf(0, [1], 0)]);
  });

  it('is tried again at once when the server can go on', () => {
    const client = racing().does({ name: 'option-chosen', option: 1 });
    client.receives({ type: 'SERVICE-STATE', payload: { available: false } });
    client.refusal({ code: 'unavailable', retryable: true, about: 'PARTICIPANT-ANSWER' });
    client.sent();
    client.receives({ type: 'SERVICE-STATE', payload: { available: true } });
    expect(client.sent()).toEqual([answerOf(0, [1], 0)]);
  });

  it('of an answer leaves the question open to another', () => {
    const client = racing().does({ name: 'option-chosen', option: 1 });
    client.sent();
    client.refusal({ code: 'invalid_answer', about: 'PARTICIPANT-ANSWER' });
    expect(client.state).toMatchObject({ answer: null, selected: [] });
    expect(client.state.refusal?.code).toBe('invalid_answer');
    expect(client.waits(2_000).sent()).toEqual([requestOf(0)]);
    client.question({ remainingMs: 8_000 }).does({ name: 'option-chosen', option: 2 });
    expect(client.sent()).toEqual([answerOf(0, [2], 2)]);
  });

  it('as out of order is settled by a new connection', () => {
    const client = new ParticipantClient().running({ nextQuestionIndex: 1 });
    client.sent();
    client.refusal({ code: 'out_of_order', about: 'REQUEST-PARTICIPANT-QUESTION' });
    expect(client.needsRenewal).toBe(false);
    client.now += 2_000;
    expect(client.needsRenewal).toBe(true);
    client.loses().running({ nextQuestionIndex: 2 });
    expect(client.needsRenewal).toBe(false);
    expect(client.sent()).toEqual([requestOf(2)]);
  });
});

describe('the end', () => {
  const summary = {
    totalTimeElapsed: 9,
    avgAnswerTime: 2_000,
    score: 75,
    rank: 2,
    totalParticipants: 3,
    questions: [],
  };

  it('shows the summary, after the moment of a last result', () => {
    const client = new ParticipantClient().running({ nextQuestionIndex: 2 });
    client.question({ questionIndex: 2 }).does({ name: 'option-chosen', option: 0 });
    client.result({ questionIndex: 2 });
    client.receives({ type: 'NOTIFY-PARTICIPANT-QUIZ-SUMMARY', payload: summary });
    client.receives({ type: 'BROADCAST-QUIZ-FINISHED', payload: {} });
    expect(viewOf(client.state)).toBe('race');
    expect(client.state.room.over).toBe(true);
    client.waits(resultShownMs);
    expect(viewOf(client.state)).toBe('summary');
  });

  it('takes an open question away, and tells the final place', () => {
    const client = racing();
    client.receives({ type: 'NOTIFY-PARTICIPANT-QUIZ-SUMMARY', payload: summary });
    expect(viewOf(client.state)).toBe('summary');
    expect(client.state.standing).toEqual({ score: 75, rank: 2 });
    expect(client.state.room.totalParticipants).toBe(3);
    expect(client.waits(20_000).sent()).toEqual([]);
  });

  it('has nothing to show to who never took a seat', () => {
    const client = new ParticipantClient().session();
    client.receives({ type: 'BROADCAST-QUIZ-FINISHED', payload: {} });
    expect(viewOf(client.state)).toBe('ended');
  });
});
