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

// Of the question that is shown or comes next, counted from 1.
export function questionNumber({ shown, nextQuestionIndex, room }: ParticipantState): number {
  const index = shown?.result.questionIndex ?? nextQuestionIndex;
  return Math.min(index + 1, room.numberOfQuestions);
}
