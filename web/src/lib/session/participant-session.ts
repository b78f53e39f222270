// A participant's session: keeps what a reload must not lose.
import { dueAt, needsRenewal, packetDue } from '$lib/speedrun/participant-outbox';
import { participantAfter } from '$lib/speedrun/participant-reducer';
import {
  newParticipant,
  type ParticipantEvent,
  type ParticipantState,
} from '$lib/speedrun/participant-state';
import type { Credentials, Seat } from './credentials';
import { SpeedrunSession } from './speedrun-session.svelte';

export type ParticipantSession = SpeedrunSession<ParticipantState, ParticipantEvent>;

export function openParticipantSession(
  code: string,
  seat: Seat,
  credentials: Credentials,
): ParticipantSession {
  return new SpeedrunSession(seat.token, {
    initial: newParticipant(credentials.openAnswer(code), credentials.splits(code)),
    after: participantAfter,
    packetDue,
    needsRenewal,
    dueAt,
    onChange: (state, before) => {
      if (state.answer !== before.answer) credentials.keepOpenAnswer(code, state.answer);
      if (state.splits !== before.splits) credentials.keepSplits(code, state.splits);
      if (state.name !== before.name && state.name !== null) {
        credentials.keepSeat(code, { ...seat, name: state.name });
      }
    },
  });
}
