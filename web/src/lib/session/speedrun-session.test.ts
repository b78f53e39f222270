import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionSurroundings } from '$lib/connection/speedrun-connection';
import { dueAt, needsRenewal, packetDue } from '$lib/speedrun/participant-outbox';
import { participantAfter } from '$lib/speedrun/participant-reducer';
import {
  newParticipant,
  type ParticipantEvent,
  type ParticipantState,
} from '$lib/speedrun/participant-state';
import { SpeedrunSession } from './speedrun-session.svelte';

class FakeSocket {
  onclose: ((event: { code: number }) => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  readonly sent: { type: string; payload: object }[] = [];
  closed = false;

  send(frame: string) {
    this.sent.push(JSON.parse(frame));
  }
  close() {
    this.closed = true;
  }
  says(type: string, payload: object) {
    this.onmessage?.({ data: JSON.stringify({ type, payload }) });
  }
  takeSent() {
    return this.sent.splice(0);
  }
}

let sockets: FakeSocket[];
let changes: number;
let session: SpeedrunSession<ParticipantState, ParticipantEvent>;

const socket = () => sockets.at(-1) as FakeSocket;
const running = () =>
  socket().says('SESSION-STATE', {
    role: 'participant',
    phase: 'running',
    serverTimeEpochMs: Date.now(),
    lobbyLocked: false,
    name: 'Ada',
    startTimeEpochSecs: 0,
    questionDuration: 10,
    numberOfQuestions: 2,
    nextQuestionIndex: 0,
  });
const question = () =>
  socket().says('RESPONSE-PARTICIPANT-QUESTION', {
    questionIndex: 0,
    question: 'Which?',
    options: ['a', 'b'],
    numberOfOptionsToSelect: 1,
    remainingMs: 10_000,
  });
const request = { type: 'REQUEST-PARTICIPANT-QUESTION', payload: { questionIndex: 0 } };

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  sockets = [];
  changes = 0;
  const surroundings: ConnectionSurroundings = {
    openSocket: () => {
      sockets.push(new FakeSocket());
      return socket() as unknown as WebSocket;
    },
    watchWaking: () => () => undefined,
    random: () => 0,
  };
  session = new SpeedrunSession(
    'token',
    {
      initial: newParticipant(),
      after: participantAfter,
      packetDue,
      needsRenewal,
      dueAt,
      onChange: () => ++changes,
    },
    surroundings,
  );
});

afterEach(() => {
  session.dispose();
  vi.useRealTimers();
});

describe('SpeedrunSession', () => {
  it('sends what the state wants, and tells of changes', () => {
    running();
    expect(socket().takeSent()).toEqual([request]);
    question();
    expect(changes).toBeGreaterThan(0);
    session.dispatch({ name: 'option-chosen', option: 1 });
    expect(socket().takeSent()).toMatchObject([
      { type: 'PARTICIPANT-ANSWER', payload: { selectedOptionIndexes: [1] } },
    ]);
  });

  it('lets time work without any packet', () => {
    running();
    question();
    socket().takeSent();
    vi.advanceTimersByTime(9_990);
    expect(socket().takeSent()).toEqual([]);
    vi.advanceTimersByTime(20);
    expect(socket().takeSent()).toMatchObject([{ type: 'PARTICIPANT-ANSWER-TIMEOUT' }]);
  });

  it('takes up its work on a new connection', () => {
    running();
    question();
    socket().onclose?.({ code: 1006 });
    expect(session.state.synced).toBe(false);
    session.dispatch({ name: 'option-chosen', option: 0 });
    vi.advanceTimersByTime(1_000);
    expect(sockets).toHaveLength(2);
    expect(session.connection.name).toBe('connecting');
    running();
    expect(session.connection.name).toBe('open');
    expect(socket().takeSent()).toMatchObject([{ type: 'PARTICIPANT-ANSWER' }]);
  });

  it('replaces a connection that no longer answers', () => {
    running();
    vi.advanceTimersByTime(10_010);
    expect(sockets[0]?.closed).toBe(true);
    expect(sockets).toHaveLength(2);
  });

  it('says farewell when the speedrun is over', () => {
    running();
    socket().says('BROADCAST-QUIZ-FINISHED', {});
    expect(socket().closed).toBe(true);
    expect(session.connection).toEqual({ name: 'closed', reason: 'finished' });
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
  });
});
