// (state, event, time) → state for a participant. Pure: sending is participant-outbox.ts's to
// decide and the session's to do.
import { disconnected, sent } from './exchange';
import { afterPacket } from './participant-packets';
import type { GivenAnswer, ParticipantEvent, ParticipantState } from './participant-state';

// What time alone does comes with every event: nothing that is due waits for a tick of its own.
export function participantAfter(
  state: ParticipantState,
  event: ParticipantEvent,
  now: number,
): ParticipantState {
  return afterTime(afterEvent(state, event, now), now);
}

function afterEvent(
  state: ParticipantState,
  event: ParticipantEvent,
  now: number,
): ParticipantState {
  switch (event.name) {
    case 'received':
      return afterPacket(state, event.packet, now);
    case 'sent':
      return { ...state, exchange: sent(state.exchange, event.type, now) };
    case 'disconnected':
      return afterDisconnection(state);
    case 'name-chosen':
      return afterNameChosen(state, event.text.trim());
    case 'option-chosen':
      return afterOptionChosen(state, event.option, now);
    case 'answer-confirmed':
      return isComplete(state) ? answerWith(state, state.selected, now) : state;
    case 'next-wanted':
      return { ...state, shown: null };
    case 'ticked':
      return state;
  }
}

function afterDisconnection(state: ParticipantState): ParticipantState {
  return {
    ...state,
    exchange: disconnected(state.exchange),
    synced: false,
    astray: false,
    room: { ...state.room, available: true },
    question: state.question && { ...state.question, confirmed: false },
  };
}

function afterNameChosen(state: ParticipantState, name: string): ParticipantState {
  if (name === '' || name === state.name) return { ...state, wantedName: null, nameRefusal: null };
  return { ...state, wantedName: name, nameRefusal: null };
}

function afterOptionChosen(state: ParticipantState, option: number, now: number): ParticipantState {
  const { question, selected } = state;
  if (!isAnswerable(state, now) || question === null || option >= question.options.length) {
    return state;
  }
  if (question.optionsToSelect === 1) return answerWith(state, [option], now);
  if (selected.includes(option)) {
    return { ...state, selected: selected.filter((other) => other !== option) };
  }
  return isComplete(state) ? state : { ...state, selected: [...selected, option] };
}

// Whether exactly as many options are selected as the question asks for.
export function isComplete({ question, selected }: ParticipantState): boolean {
  return question !== null && selected.length === question.optionsToSelect;
}

export function isAnswerable(state: ParticipantState, now: number): boolean {
  return (
    state.room.phase === 'running' &&
    state.question !== null &&
    state.answer === null &&
    state.shown === null &&
    now < state.question.deadline
  );
}

function answerWith(
  state: ParticipantState,
  options: readonly number[],
  now: number,
): ParticipantState {
  if (!isAnswerable(state, now) || state.question === null) return state;
  const remainingMs = state.question.deadline - now;
  const answer: GivenAnswer = {
    questionIndex: state.question.index,
    options: [...options].sort((a, b) => a - b),
    durationSecs: Math.max(0, state.question.timeLimitMs - remainingMs) / 1_000,
  };
  return { ...state, selected: options, answer, refusal: null };
}

function afterTime(state: ParticipantState, now: number): ParticipantState {
  if (state.shown !== null && now >= state.shown.until) return { ...state, shown: null };
  const { question, answer, shown, room } = state;
  if (question === null || answer !== null || shown !== null || room.phase !== 'running') {
    return state;
  }
  if (now < question.deadline) return state;
  const timeout: GivenAnswer = {
    questionIndex: question.index,
    options: 'timeout',
    durationSecs: question.timeLimitMs / 1_000,
  };
  return { ...state, answer: timeout };
}
