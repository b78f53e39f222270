// What each packet from the server changes for a participant.
import type { AnswerResult, Payload, Refusal, ServerPacket } from '$lib/protocol/packets';
import { answered, refused } from './exchange';
import type { OpenQuestion, ParticipantState, Standing } from './participant-state';
import { roomAfter } from './room';
import { withSplit } from './splits';
import { ranked } from './standings';

// How long a result is shown before the next question comes by itself. Reading costs nothing: the
// next question's clock starts when it is asked for.
export const resultShownMs = 2_500;

// After a reconnection the clocks' differences are noise below this, sleep above it.
const clockToleranceMs = 1_000;

export function afterPacket(
  before: ParticipantState,
  packet: ServerPacket,
  now: number,
): ParticipantState {
  const state = { ...before, room: roomAfter(before.room, packet, now) };
  switch (packet.type) {
    case 'SESSION-STATE':
      return afterSessionState(state, packet.payload);
    case 'LEADERBOARD':
      return { ...state, standing: standingAfter(state) };
    case 'RESPONSE-PARTICIPANT-QUESTION':
      return afterQuestion(state, packet.payload, now);
    case 'ANSWER-RESULT':
      return afterAnswerResult(state, packet.payload, now);
    case 'NOTIFY-PARTICIPANT-QUIZ-SUMMARY':
      return afterSummary(state, packet.payload);
    case 'BROADCAST-QUIZ-FINISHED':
      return { ...state, question: null, answer: null };
    case 'SERVICE-STATE':
      return { ...state, exchange: { ...state.exchange, notBefore: now } };
    case 'ERROR':
      return afterRefusal(state, packet.payload, now);
    default:
      return state;
  }
}

function afterSessionState(
  state: ParticipantState,
  session: Payload<'SESSION-STATE'>,
): ParticipantState {
  const name = session.name ?? null;
  const awaitsName = state.exchange.awaiting?.type === 'PARTICIPANT-CONFIG';
  const seated = name !== null && (awaitsName || name === state.wantedName);
  const nextQuestionIndex = session.nextQuestionIndex ?? state.nextQuestionIndex;
  const stillOpen = state.question?.index === nextQuestionIndex || state.answer !== null;
  return {
    ...state,
    synced: true,
    exchange: seated ? answered(state.exchange, 'PARTICIPANT-CONFIG') : state.exchange,
    userId: session.userId ?? state.userId,
    name,
    wantedName: seated ? null : state.wantedName,
    extraTimePercent: session.extraTimePercent ?? 0,
    standing: {
      score: session.score ?? state.standing.score,
      rank: session.rank ?? state.standing.rank,
    },
    nextQuestionIndex,
    question: stillOpen && session.phase === 'running' ? state.question : null,
  };
}

// Others' answers move one's rank too. The score waits for the result of one's own.
function standingAfter({ room, standing, userId }: ParticipantState): Standing {
  const own = ranked(room.leaderboard).find((entry) => entry.userId === userId);
  return own === undefined ? standing : { ...standing, rank: own.rank };
}

function afterQuestion(
  state: ParticipantState,
  payload: Payload<'RESPONSE-PARTICIPANT-QUESTION'>,
  now: number,
): ParticipantState {
  const exchange = answered(state.exchange, 'REQUEST-PARTICIPANT-QUESTION');
  if (payload.questionIndex < state.nextQuestionIndex) return { ...state, exchange };
  const before = state.question?.index === payload.questionIndex ? state.question : null;
  const question: OpenQuestion = {
    index: payload.questionIndex,
    text: payload.question,
    options: payload.options,
    optionsToSelect: payload.numberOfOptionsToSelect,
    deadline: deadlineOf(before, now + payload.remainingMs),
    timeLimitMs: payload.timeLimitMs ?? state.room.questionDurationMs,
    rankBefore: before === null ? rankAt(state, payload.questionIndex) : before.rankBefore,
    confirmed: true,
  };
  return {
    ...state,
    exchange,
    nextQuestionIndex: payload.questionIndex,
    question,
    selected: before === null ? [] : state.selected,
  };
}

// Before the first question everybody is first, which is no place to fall from.
function rankAt({ standing }: ParticipantState, questionIndex: number): number | null {
  return questionIndex === 0 ? null : standing.rank;
}

// The clock runs from when the question was first seen: a repetition differs by what the network
// took this time. Unless our clock stood still meanwhile.
function deadlineOf(before: OpenQuestion | null, told: number): number {
  if (before === null || Math.abs(before.deadline - told) > clockToleranceMs) return told;
  return before.deadline;
}

function afterAnswerResult(
  state: ParticipantState,
  result: AnswerResult,
  now: number,
): ParticipantState {
  const { question, answer } = state;
  const isOurs =
    answer?.questionIndex === result.questionIndex || question?.index === result.questionIndex;
  // A result from before: its score is outdated.
  if (!isOurs) return state;
  const exchange = answered(
    answered(state.exchange, 'PARTICIPANT-ANSWER'),
    'PARTICIPANT-ANSWER-TIMEOUT',
  );
  const chosen = answer === null || answer.options === 'timeout' ? [] : answer.options;
  return {
    ...state,
    exchange,
    room: { ...state.room, totalParticipants: result.totalParticipants },
    standing: { score: result.score, rank: result.rank },
    nextQuestionIndex: Math.max(state.nextQuestionIndex, result.questionIndex + 1),
    question: null,
    selected: [],
    answer: null,
    shown: {
      result,
      question: question?.index === result.questionIndex ? question : null,
      chosen: result.outcome === 'timeout' ? [] : chosen,
      late: result.outcome === 'timeout' && chosen.length > 0,
      until: now + resultShownMs,
    },
    splits: withSplit(state.splits, result),
    refusal: null,
  };
}

function afterSummary(
  state: ParticipantState,
  summary: Payload<'NOTIFY-PARTICIPANT-QUIZ-SUMMARY'>,
): ParticipantState {
  const { score, rank } = summary;
  const answerLost = state.answerLost || isLost(state.answer, summary);
  return { ...state, summary, answerLost, standing: { score, rank }, question: null, answer: null };
}

// It may have arrived though its result did not.
function isLost(
  answer: ParticipantState['answer'],
  { questions }: Payload<'NOTIFY-PARTICIPANT-QUIZ-SUMMARY'>,
): boolean {
  if (answer === null || answer.options === 'timeout') return false;
  const counted = questions[answer.questionIndex]?.participantOptions ?? [];
  return counted.length === 0;
}

function afterRefusal(state: ParticipantState, refusal: Refusal, now: number): ParticipantState {
  const about = refusal.about ?? state.exchange.awaiting?.type;
  const after = { ...state, exchange: refused(state.exchange, now) };
  if (refusal.retryable && refusal.code !== 'lobby_locked' && refusal.code !== 'speedrun_full') {
    return after;
  }
  if (refusal.code === 'not_seated') return { ...after, name: null, wantedName: state.name };
  switch (about) {
    case 'PARTICIPANT-CONFIG':
      return { ...after, wantedName: null, nameRefusal: refusal };
    case 'PARTICIPANT-ANSWER':
    case 'PARTICIPANT-ANSWER-TIMEOUT':
      // The question is asked for again, so that nothing is guessed about where it stands.
      return {
        ...after,
        answer: null,
        selected: [],
        question: state.question && { ...state.question, confirmed: false },
        refusal,
      };
    case 'REQUEST-PARTICIPANT-QUESTION':
      return { ...after, question: null, astray: refusal.code === 'out_of_order', refusal };
    default:
      return { ...after, refusal };
  }
}
