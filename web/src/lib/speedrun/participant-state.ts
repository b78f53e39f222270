// A participant's speedrun: what is known, what was asked of it, and what happens to it.
import type { AnswerResult, Payload, Refusal } from '$lib/protocol/packets';
import { idle, type Exchange, type SessionEvent } from './exchange';
import { unknownRoom, type Room } from './room';
import type { Split } from './splits';

export interface OpenQuestion {
  readonly index: number;
  readonly text: string;
  readonly options: readonly string[];
  readonly optionsToSelect: number;
  readonly deadline: number; // By our clock.
  readonly timeLimitMs: number; // Longer than everybody's with extra time.
  readonly rankBefore: number | null; // One's own place when it was opened.
  // Whether this connection's server has confirmed it and its clock.
  readonly confirmed: boolean;
}

// Kept and sent again until the server has acknowledged it.
export interface GivenAnswer {
  readonly questionIndex: number;
  readonly options: readonly number[] | 'timeout';
  readonly durationSecs: number;
}

export interface ShownResult {
  readonly result: AnswerResult;
  readonly question: OpenQuestion | null; // Null after a reload between answer and result.
  readonly chosen: readonly number[];
  readonly late: boolean; // An answer was given, and the server had it after the time was up.
  readonly until: number; // When the next question comes by itself.
}

export interface Standing {
  readonly score: number;
  readonly rank: number | null;
}

export interface ParticipantState {
  readonly room: Room;
  readonly exchange: Exchange;
  // Whether this connection's SESSION-STATE has arrived.
  readonly synced: boolean;
  readonly userId: string | null;
  readonly name: string | null; // Null until a seat is taken.
  readonly wantedName: string | null; // Chosen and not confirmed yet.
  readonly nameRefusal: Refusal | null;
  readonly extraTimePercent: number; // Of the questions to come.
  readonly standing: Standing;
  readonly nextQuestionIndex: number;
  readonly question: OpenQuestion | null;
  readonly selected: readonly number[];
  readonly answer: GivenAnswer | null;
  readonly shown: ShownResult | null;
  readonly splits: readonly Split[]; // Of the last questions, the newest last.
  // An answer was given that the server did not have before the end.
  readonly answerLost: boolean;
  readonly summary: Payload<'NOTIFY-PARTICIPANT-QUIZ-SUMMARY'> | null;
  // The last refusal that a person should know of.
  readonly refusal: Refusal | null;
  // Server and client disagree about what comes next: only a new connection tells.
  readonly astray: boolean;
}

export type ParticipantEvent =
  | SessionEvent
  | { readonly name: 'name-chosen'; readonly text: string }
  | { readonly name: 'option-chosen'; readonly option: number }
  | { readonly name: 'answer-confirmed' }
  | { readonly name: 'next-wanted' };

// `answer` and `splits` may have been kept from before a reload.
export function newParticipant(
  answer: GivenAnswer | null = null,
  splits: readonly Split[] = [],
): ParticipantState {
  return {
    room: unknownRoom,
    exchange: idle,
    synced: false,
    userId: null,
    name: null,
    wantedName: null,
    nameRefusal: null,
    extraTimePercent: 0,
    standing: { score: 0, rank: null },
    nextQuestionIndex: 0,
    question: null,
    selected: [],
    answer,
    shown: null,
    splits,
    answerLost: false,
    summary: null,
    refusal: null,
    astray: false,
  };
}
