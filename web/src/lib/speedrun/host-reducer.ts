// (state, event, time) → state for a host, and what its client has to send next. Pure.
import type {
  ClientPacket,
  ParticipantState,
  Payload,
  Refusal,
  ServerPacket,
} from '$lib/protocol/packets';
import {
  answered,
  disconnected,
  earliestAfter,
  maySend,
  refused,
  sent,
  stalledAt,
} from './exchange';
import type { ExtraTime, HostEvent, HostState, Orders } from './host-state';
import { roomAfter } from './room';

export function hostAfter(state: HostState, event: HostEvent, now: number): HostState {
  switch (event.name) {
    case 'received':
      return withoutDoneOrders(afterPacket(state, event.packet, now));
    case 'sent':
      return { ...state, exchange: sent(state.exchange, event.type, now) };
    case 'disconnected':
      return {
        ...state,
        exchange: disconnected(state.exchange),
        synced: false,
        room: { ...state.room, available: true },
      };
    case 'set-uploaded':
      return { ...state, questionSetUploaded: true, questions: null };
    case 'start-ordered':
      return ordering(state, { start: event.config });
    case 'end-ordered':
      return ordering(state, { end: true });
    case 'lock-ordered':
      return ordering(state, { locked: event.locked });
    case 'kick-ordered':
      return state.orders.kicks.includes(event.userId)
        ? state
        : ordering(state, { kicks: [...state.orders.kicks, event.userId] });
    case 'extra-time-ordered':
      return ordering(state, { extraTimes: [...state.orders.extraTimes, event.extraTime] });
    case 'refusal-dismissed':
      return { ...state, refusal: null };
    case 'ticked':
      return state;
  }
}

function ordering(state: HostState, orders: Partial<Orders>): HostState {
  return withoutDoneOrders({ ...state, orders: { ...state.orders, ...orders }, refusal: null });
}

function afterPacket(before: HostState, packet: ServerPacket, now: number): HostState {
  const state = { ...before, room: roomAfter(before.room, packet, now) };
  switch (packet.type) {
    case 'SESSION-STATE':
      return afterSessionState(state, packet.payload);
    case 'RESPONSE-HOST-QUESTIONS':
      return {
        ...state,
        exchange: answered(state.exchange, 'REQUEST-HOST-QUESTIONS'),
        questions: packet.payload.questions,
      };
    case 'NOTIFY-HOST-PARTICIPANTS':
      return {
        ...state,
        participants: withParticipants(state.participants, packet.payload.participants),
      };
    case 'NOTIFY-HOST-QUIZ-SUMMARY':
      return { ...state, tallies: packet.payload };
    case 'SERVICE-STATE':
      return { ...state, exchange: { ...state.exchange, notBefore: now } };
    case 'ERROR':
      return afterRefusal(state, packet.payload, now);
    default:
      return state;
  }
}

function afterSessionState(state: HostState, session: Payload<'SESSION-STATE'>): HostState {
  // The first of a connection begins a full list; later ones only add.
  const known = state.synced ? state.participants : new Map<string, ParticipantState>();
  return {
    ...state,
    synced: true,
    questionSetUploaded: session.questionSetUploaded ?? state.questionSetUploaded,
    participants: withParticipants(known, session.participants ?? []),
  };
}

function withParticipants(
  known: ReadonlyMap<string, ParticipantState>,
  changed: readonly ParticipantState[],
): ReadonlyMap<string, ParticipantState> {
  if (changed.length === 0) return known;
  const participants = new Map(known);
  for (const participant of changed) {
    if (participant.removed) participants.delete(participant.userId);
    else participants.set(participant.userId, participant);
  }
  return participants;
}

// Orders are done when the state says so, whichever packet brought it.
function withoutDoneOrders(state: HostState): HostState {
  const { orders, room, participants } = state;
  const kicks = orders.kicks.filter((userId) => participants.has(userId));
  const done: Orders = {
    start: room.phase === 'lobby' ? orders.start : null,
    end: orders.end && room.phase !== 'finished',
    locked: orders.locked === room.lobbyLocked || room.phase === 'finished' ? null : orders.locked,
    kicks: kicks.length === orders.kicks.length ? orders.kicks : kicks,
    extraTimes: withoutGiven(orders.extraTimes, participants),
  };
  let { exchange } = state;
  if (done.start === null) exchange = answered(exchange, 'HOST-CONFIG');
  if (!done.end) exchange = answered(exchange, 'HOST-END');
  if (done.locked === null) exchange = answered(exchange, 'HOST-LOCK-LOBBY');
  // The first kick is the one under way.
  if (done.kicks[0] !== orders.kicks[0]) exchange = answered(exchange, 'HOST-KICK');
  if (done.extraTimes !== orders.extraTimes) exchange = answered(exchange, 'HOST-EXTRA-TIME');
  return { ...state, orders: done, exchange };
}

// A later one may already hold and be about to be changed by one before it. Who is not known yet is
// the server's to judge.
function withoutGiven(
  extraTimes: readonly ExtraTime[],
  participants: ReadonlyMap<string, ParticipantState>,
): readonly ExtraTime[] {
  const isGiven = ({ userId, percent }: ExtraTime) => {
    const participant = participants.get(userId);
    return participant !== undefined && (participant.extraTimePercent ?? 0) === percent;
  };
  let given = 0;
  while (extraTimes[given] !== undefined && isGiven(extraTimes[given] as ExtraTime)) ++given;
  return given === 0 ? extraTimes : extraTimes.slice(given);
}

function afterRefusal(state: HostState, refusal: Refusal, now: number): HostState {
  const about = refusal.about ?? state.exchange.awaiting?.type;
  const after = { ...state, exchange: refused(state.exchange, now) };
  if (refusal.retryable) return after;
  const { orders } = state;
  switch (about) {
    case 'HOST-CONFIG': {
      const isSetChanged = refusal.code === 'question_set_changed';
      const questions = isSetChanged ? null : state.questions;
      return { ...after, orders: { ...orders, start: null }, questions, refusal };
    }
    case 'HOST-END':
      return { ...after, orders: { ...orders, end: false }, refusal };
    case 'HOST-LOCK-LOBBY':
      return { ...after, orders: { ...orders, locked: null }, refusal };
    case 'HOST-KICK':
      // One who is not there any more is what was wanted.
      return refusal.code === 'unknown_participant'
        ? { ...after, orders: { ...orders, kicks: orders.kicks.slice(1) } }
        : { ...after, orders: { ...orders, kicks: orders.kicks.slice(1) }, refusal };
    case 'HOST-EXTRA-TIME': {
      const left = { ...after, orders: { ...orders, extraTimes: orders.extraTimes.slice(1) } };
      return refusal.code === 'unknown_participant' ? left : { ...left, refusal };
    }
    case 'REQUEST-HOST-QUESTIONS':
      return { ...after, questionSetUploaded: false, refusal };
    default:
      return { ...after, refusal };
  }
}

export function packetDue(state: HostState, now: number): ClientPacket | null {
  const { orders, room } = state;
  if (!state.synced || room.over || !maySend(state.exchange, now)) return null;
  if (orders.end) return { type: 'HOST-END', payload: {} };
  if (orders.start !== null) return { type: 'HOST-CONFIG', payload: orders.start };
  if (orders.locked !== null) {
    return { type: 'HOST-LOCK-LOBBY', payload: { locked: orders.locked } };
  }
  const kicked = orders.kicks[0];
  if (kicked !== undefined) return { type: 'HOST-KICK', payload: { userId: kicked } };
  const [extraTime] = orders.extraTimes;
  if (extraTime !== undefined) return { type: 'HOST-EXTRA-TIME', payload: extraTime };
  if (room.phase === 'lobby' && state.questionSetUploaded && state.questions === null) {
    return { type: 'REQUEST-HOST-QUESTIONS', payload: {} };
  }
  return null;
}

export function needsRenewal(state: HostState, now: number): boolean {
  const stalled = stalledAt(state.exchange);
  return stalled !== null && now >= stalled && state.room.available;
}

// When time alone changes something next.
export function dueAt(state: HostState, now: number): number | null {
  return earliestAfter(now, [stalledAt(state.exchange), state.exchange.notBefore]);
}
