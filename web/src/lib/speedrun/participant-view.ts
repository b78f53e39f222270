// Which of a participant's views a state calls for.
import type { ParticipantState } from './participant-state';

export type ParticipantView =
  | 'connecting' // Nothing is known yet.
  | 'name' // Has to take a seat.
  | 'lobby' // Waits for the start.
  | 'countdown' // Started; the first question is about to come.
  | 'race'
  | 'waiting' // Has answered everything; others have not.
  | 'summary'
  | 'ended'; // Over, and nothing of this participant's to show.

export function viewOf(state: ParticipantState): ParticipantView {
  const { room, name, shown, summary, question, answer, nextQuestionIndex } = state;
  if (room.phase === null) return 'connecting';
  if (room.phase === 'finished') {
    // The last result keeps its moment.
    if (shown !== null) return 'race';
    if (summary !== null) return 'summary';
    return name === null || room.over ? 'ended' : 'waiting';
  }
  if (name === null) return 'name';
  if (room.phase === 'lobby') return 'lobby';
  if (shown !== null || question !== null) return 'race';
  if (nextQuestionIndex >= room.numberOfQuestions) return 'waiting';
  return nextQuestionIndex === 0 && answer === null ? 'countdown' : 'race';
}

// By our clock, where a question's clock stopped: what was claimed, then what was credited, which
// of extra time counts only its part.
export function stoppedAt({ room, question, answer, shown }: ParticipantState): number | null {
  const seen = shown?.question ?? question;
  if (seen === null) return null;
  const started = seen.deadline - seen.timeLimitMs;
  if (shown !== null) {
    const slowness = seen.timeLimitMs / room.questionDurationMs;
    return started + shown.result.durationMs * slowness;
  }
  return answer === null ? null : started + answer.durationSecs * 1_000;
}

// How long one's own questions to come last.
export function ownDurationMs({ room, extraTimePercent }: ParticipantState): number {
  return (room.questionDurationMs * (100 + extraTimePercent)) / 100;
}

// Of the question that is shown or comes next, counted from 1.
export function questionNumber({ shown, nextQuestionIndex, room }: ParticipantState): number {
  const index = shown?.result.questionIndex ?? nextQuestionIndex;
  return Math.min(index + 1, room.numberOfQuestions);
}
