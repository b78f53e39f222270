// A host's speedrun: what is known, and what was ordered and is not confirmed yet.
import type { HostQuestion, ParticipantState, Payload, Refusal } from '$lib/protocol/packets';
import { idle, type Exchange, type SessionEvent } from './exchange';
import { unknownRoom, type Room } from './room';

export interface HostState {
  readonly room: Room;
  readonly exchange: Exchange;
  // Whether this connection's SESSION-STATE has arrived.
  readonly synced: boolean;
  readonly questionSetUploaded: boolean;
  readonly questions: readonly HostQuestion[] | null; // Null until fetched.
  readonly participants: ReadonlyMap<string, ParticipantState>; // By user id.
  readonly tallies: Payload<'NOTIFY-HOST-QUIZ-SUMMARY'> | null;
  readonly orders: Orders;
  // The last refusal that a person should know of.
  readonly refusal: Refusal | null;
}

// Each stays until the server's state shows it done or it is refused.
export interface Orders {
  readonly start: Payload<'HOST-CONFIG'> | null;
  readonly end: boolean;
  readonly locked: boolean | null;
  readonly kicks: readonly string[]; // User ids.
  readonly extraTimes: readonly ExtraTime[]; // One after the other: of several the last holds.
}

export type ExtraTime = Payload<'HOST-EXTRA-TIME'>;

export type HostEvent =
  | SessionEvent
  | { readonly name: 'set-uploaded' }
  | { readonly name: 'start-ordered'; readonly config: Payload<'HOST-CONFIG'> }
  | { readonly name: 'end-ordered' }
  | { readonly name: 'lock-ordered'; readonly locked: boolean }
  | { readonly name: 'kick-ordered'; readonly userId: string }
  | { readonly name: 'extra-time-ordered'; readonly extraTime: ExtraTime }
  | { readonly name: 'refusal-dismissed' };

export const newHost: HostState = {
  room: unknownRoom,
  exchange: idle,
  synced: false,
  questionSetUploaded: false,
  questions: null,
  participants: new Map(),
  tallies: null,
  orders: { start: null, end: false, locked: null, kicks: [], extraTimes: [] },
  refusal: null,
};
