import { beforeEach, describe, expect, it } from 'vitest';
import type {
  ClientPacket,
  HostQuestion,
  ParticipantState,
  Payload,
  ServerPacket,
} from '$lib/protocol/packets';
import { hostAfter, needsRenewal, packetDue } from './host-reducer';
import { newHost, type HostEvent, type HostState } from './host-state';

const ada = '00000000000000aa';
const bob = '00000000000000bb';
const config = {
  quizName: 'Quiz',
  categories: ['General'],
  duration: 10,
  selectedQuestionIndexes: [0, 2],
};
const question: HostQuestion = {
  question: 'Which?',
  category: 'General',
  options: ['a', 'b'],
  answers: [0],
};

let state: HostState;
let now: number;
let log: ClientPacket[];

function does(event: HostEvent): void {
  state = hostAfter(state, event, now);
  const packet = packetDue(state, now);
  if (packet === null) return;
  log.push(packet);
  state = hostAfter(state, { name: 'sent', type: packet.type }, now);
}

const receives = (packet: ServerPacket) => does({ name: 'received', packet });

function session(more: Partial<Payload<'SESSION-STATE'>> = {}): void {
  const payload: Payload<'SESSION-STATE'> = {
    role: 'host',
    phase: 'lobby',
    serverTimeEpochMs: now,
    lobbyLocked: false,
    questionSetUploaded: false,
    participants: [],
    ...more,
  };
  receives({ type: 'SESSION-STATE', payload });
}

const seat = (userId: string, more: Partial<ParticipantState> = {}): ParticipantState => ({
  userId,
  name: userId,
  score: 0,
  nextQuestionIndex: 0,
  connected: true,
  finished: false,
  removed: false,
  ...more,
});

const people = (...participants: ParticipantState[]) =>
  receives({
    type: 'NOTIFY-HOST-PARTICIPANTS',
    payload: { participants, totalParticipants: 2, totalFinishedParticipants: 0 },
  });

const refusal = (code: string, about: string, retryable = false) =>
  receives({ type: 'ERROR', payload: { code, message: 'No.', retryable, about } });

const sent = () => log.splice(0);

beforeEach(() => {
  state = newHost;
  now = 1_000_000;
  log = [];
});

describe('the question set', () => {
  it('is fetched when there is one, and again after an upload', () => {
    session();
    expect(sent()).toEqual([]);
    does({ name: 'set-uploaded' });
    expect(sent()).toEqual([{ type: 'REQUEST-HOST-QUESTIONS', payload: {} }]);
    receives({ type: 'RESPONSE-HOST-QUESTIONS', payload: { questions: [question] } });
    expect(state.questions).toEqual([question]);
    // A later SESSION-STATE, say of a locked lobby, is no reason to fetch it again.
    session({ questionSetUploaded: true, lobbyLocked: true });
    expect(sent()).toEqual([]);
    does({ name: 'set-uploaded' });
    expect(sent()).toHaveLength(1);
  });

  it('is fetched after a reload', () => {
    session({ questionSetUploaded: true });
    expect(sent()).toEqual([{ type: 'REQUEST-HOST-QUESTIONS', payload: {} }]);
  });
});

describe('orders', () => {
  it('start the speedrun, through a lost connection, until it runs', () => {
    session();
    does({ name: 'start-ordered', config });
    expect(sent()).toEqual([{ type: 'HOST-CONFIG', payload: config }]);
    does({ name: 'disconnected' });
    session();
    expect(sent()).toEqual([{ type: 'HOST-CONFIG', payload: config }]);
    receives({
      type: 'BROADCAST-START',
      payload: {
        startTimeEpochSecs: 1_000,
        questionDuration: 10,
        numberOfQuestions: 2,
        quizName: 'Quiz',
      },
    });
    expect(state.orders.start).toBeNull();
    expect(state.room).toMatchObject({ phase: 'running', quizName: 'Quiz' });
    does({ name: 'disconnected' });
    session({ phase: 'running' });
    expect(sent()).toEqual([]);
  });

  it('are withdrawn when refused, with the reason', () => {
    session({ questionSetUploaded: true });
    receives({ type: 'RESPONSE-HOST-QUESTIONS', payload: { questions: [question] } });
    does({ name: 'start-ordered', config });
    refusal('question_set_changed', 'HOST-CONFIG');
    expect(state.orders.start).toBeNull();
    expect(state.refusal?.code).toBe('question_set_changed');
    expect(state.questions).toBeNull();
    does({ name: 'refusal-dismissed' });
    expect(state.refusal).toBeNull();
  });

  it('are repeated after a refusal that is to pass', () => {
    session();
    does({ name: 'end-ordered' });
    refusal('unavailable', 'HOST-END', true);
    sent();
    now += 2_000;
    does({ name: 'ticked' });
    expect(sent()).toEqual([{ type: 'HOST-END', payload: {} }]);
  });

  it('lock and unlock the lobby', () => {
    session();
    does({ name: 'lock-ordered', locked: true });
    expect(sent()).toEqual([{ type: 'HOST-LOCK-LOBBY', payload: { locked: true } }]);
    session({ lobbyLocked: true });
    expect(state.orders.locked).toBeNull();
    expect(state.exchange.awaiting).toBeNull();
  });

  it('remove participants one after the other', () => {
    session({ participants: [seat(ada), seat(bob)] });
    does({ name: 'kick-ordered', userId: ada });
    does({ name: 'kick-ordered', userId: bob });
    does({ name: 'kick-ordered', userId: bob });
    expect(sent()).toEqual([{ type: 'HOST-KICK', payload: { userId: ada } }]);
    people(seat(ada, { removed: true }));
    expect(sent()).toEqual([{ type: 'HOST-KICK', payload: { userId: bob } }]);
    refusal('unknown_participant', 'HOST-KICK');
    expect(state.orders.kicks).toEqual([]);
    expect(state.refusal).toBeNull();
  });

  it('give extra time, one order after the other', () => {
    const extra = (userId: string, percent: number) =>
      does({ name: 'extra-time-ordered', extraTime: { userId, percent } });
    const order = (userId: string, percent: number) => [
      { type: 'HOST-EXTRA-TIME', payload: { userId, percent } },
    ];
    session({ participants: [seat(ada), seat(bob)] });
    extra(ada, 0);
    expect(sent()).toEqual([]);
    extra(ada, 50);
    extra(ada, 0);
    extra(bob, 25);
    expect(sent()).toEqual(order(ada, 50));
    people(seat(ada, { extraTimePercent: 50 }));
    expect(sent()).toEqual(order(ada, 0));
    people(seat(ada));
    expect(sent()).toEqual(order(bob, 25));
    refusal('unknown_participant', 'HOST-EXTRA-TIME');
    expect(state.orders.extraTimes).toEqual([]);
    expect(state.refusal).toBeNull();
    expect(state.exchange.awaiting).toBeNull();
  });

  it('give extra time again after a reconnection that does not list everybody', () => {
    session({ participants: [seat(ada)] });
    does({ name: 'extra-time-ordered', extraTime: { userId: ada, percent: 25 } });
    sent();
    does({ name: 'disconnected' });
    session({ participants: [] });
    expect(sent()).toEqual([{ type: 'HOST-EXTRA-TIME', payload: { userId: ada, percent: 25 } }]);
  });

  it('end the race until it has ended', () => {
    session({ phase: 'running' });
    does({ name: 'end-ordered' });
    expect(sent()).toEqual([{ type: 'HOST-END', payload: {} }]);
    receives({ type: 'BROADCAST-QUIZ-FINISHED', payload: {} });
    expect(state.orders.end).toBe(false);
    expect(state.room.phase).toBe('finished');
  });
});

describe('participants', () => {
  it('are those of SESSION-STATE, then changed one by one', () => {
    session({ participants: [seat(ada), seat(bob)] });
    people(seat(ada, { score: 70, nextQuestionIndex: 1 }));
    expect(state.participants.get(ada)).toMatchObject({ score: 70, nextQuestionIndex: 1 });
    people(seat(bob, { removed: true }));
    expect([...state.participants.keys()]).toEqual([ada]);
  });

  it('are added to by a later SESSION-STATE and begun anew by a new connection’s', () => {
    session({ participants: [seat(ada)] });
    people(seat(bob));
    session({ participants: [seat(ada)], lobbyLocked: true });
    expect(state.participants.size).toBe(2);
    does({ name: 'disconnected' });
    expect(state.participants.size).toBe(2);
    session({ participants: [seat(ada)] });
    expect(state.participants.size).toBe(1);
  });
});

describe('a silent server', () => {
  it('is given up, unless it said that it cannot work', () => {
    session();
    does({ name: 'end-ordered' });
    now += 10_000;
    expect(needsRenewal(state, now)).toBe(true);
    receives({ type: 'SERVICE-STATE', payload: { available: false } });
    expect(needsRenewal(state, now)).toBe(false);
  });
});
