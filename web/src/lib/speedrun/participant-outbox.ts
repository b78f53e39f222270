// What a participant's client has to send next, and when to look again. The state says what is
// wanted and not yet confirmed, so after any loss the same packet simply comes up again.
import type { ClientPacket } from '$lib/protocol/packets';
import { earliestAfter, maySend, stalledAt } from './exchange';
import type { GivenAnswer, ParticipantState } from './participant-state';
import { startedAt } from './room';

// Everybody gets this long to look up before the first question.
export const countdownMs = 3_000;

export function packetDue(state: ParticipantState, now: number): ClientPacket | null {
  if (!state.synced || state.room.over || !maySend(state.exchange, now)) return null;
  if (state.wantedName !== null) {
    return { type: 'PARTICIPANT-CONFIG', payload: { name: state.wantedName } };
  }
  if (state.answer !== null) return answerPacket(state.answer);
  if (wantsQuestion(state) && now >= firstQuestionAt(state)) {
    return {
      type: 'REQUEST-PARTICIPANT-QUESTION',
      payload: { questionIndex: state.nextQuestionIndex },
    };
  }
  return null;
}

function answerPacket({ questionIndex, options, durationSecs }: GivenAnswer): ClientPacket {
  if (options === 'timeout') {
    return { type: 'PARTICIPANT-ANSWER-TIMEOUT', payload: { questionIndex } };
  }
  const selectedOptionIndexes = [...options];
  return {
    type: 'PARTICIPANT-ANSWER',
    payload: { questionIndex, selectedOptionIndexes, answerDuration: durationSecs },
  };
}

function wantsQuestion(state: ParticipantState): boolean {
  return (
    state.room.phase === 'running' &&
    state.name !== null &&
    state.shown === null &&
    state.question?.confirmed !== true &&
    state.nextQuestionIndex < state.room.numberOfQuestions
  );
}

export function firstQuestionAt(state: ParticipantState): number {
  const started = startedAt(state.room);
  const isFirst = state.nextQuestionIndex === 0 && state.question === null;
  return started === null || !isFirst ? 0 : started + countdownMs;
}

// Whether the connection must be replaced because it no longer answers, or answers what we cannot
// follow.
export function needsRenewal(state: ParticipantState, now: number): boolean {
  const stalled = stalledAt(state.exchange);
  if (stalled !== null && now >= stalled) return state.room.available;
  return state.astray && maySend(state.exchange, now);
}

// When time alone changes something next.
export function dueAt(state: ParticipantState, now: number): number | null {
  const { question, answer, shown, exchange } = state;
  const times = [
    stalledAt(exchange),
    exchange.notBefore,
    shown === null ? null : shown.until,
    question !== null && answer === null && shown === null ? question.deadline : null,
    wantsQuestion(state) ? firstQuestionAt(state) : null,
  ];
  return earliestAfter(now, times);
}
