// The life of a connection as a machine without sockets or timers: (state, event) → state and what
// to do with the socket. speedrun-connection.ts drives it.
import { delayBefore, reactionTo, type EndReason } from './close-codes';

export type ConnectionState =
  | { readonly name: 'connecting'; readonly failures: number; readonly dueAt: number }
  | { readonly name: 'open'; readonly lastHeardAt: number }
  | { readonly name: 'waiting'; readonly failures: number; readonly dueAt: number }
  | { readonly name: 'closed'; readonly reason: EndReason };

export type ConnectionEvent =
  // A frame has come. An accepted connection alone proves nothing: a server in trouble accepts and
  // hangs up. A working one speaks first.
  | { readonly name: 'heard' }
  | { readonly name: 'socket-closed'; readonly code: number }
  // `dueAt` has come.
  | { readonly name: 'due' }
  // The page is shown again, the network is back, or the machine slept: nothing is known of the
  // last `awayMs`.
  | { readonly name: 'woke'; readonly awayMs: number }
  // Somebody has reason to believe the connection dead, or is tired of waiting.
  | { readonly name: 'renew' }
  | { readonly name: 'finish' };

// What to do with the socket: 'open' also drops the one before.
export type SocketOrder = 'open' | 'drop' | 'finish' | null;

export interface Transition {
  readonly state: ConnectionState;
  readonly order: SocketOrder;
}

export interface Surroundings {
  readonly now: number; // Milliseconds of a clock that goes on while the machine sleeps.
  readonly random: () => number;
}

// An attempt that brings no word of the server for longer is stuck.
export const connectTimeoutMs = 15_000;
// Browsers answer pings unseen, so silence is normal; silence across an absence this long is not
// trusted, because a sleeping machine misses the server's farewell.
export const trustedAbsenceMs = 20_000;

const unexpectedClose = 1006;

export function connect({ now }: Surroundings, failures = 0): Transition {
  const state = { name: 'connecting', failures, dueAt: now + connectTimeoutMs } as const;
  return { state, order: 'open' };
}

export function transition(
  state: ConnectionState,
  event: ConnectionEvent,
  surroundings: Surroundings,
): Transition {
  const stay: Transition = { state, order: null };
  const { now } = surroundings;
  if (state.name === 'closed') {
    return event.name === 'renew' ? connect(surroundings) : stay;
  }
  const failures = state.name === 'open' ? 0 : state.failures;
  switch (event.name) {
    case 'heard':
      return { state: { name: 'open', lastHeardAt: now }, order: null };
    case 'socket-closed':
      return afterClose(failures, event.code, surroundings);
    case 'due':
      if (state.name === 'waiting') return connect(surroundings, failures);
      if (state.name !== 'connecting') return stay;
      return { ...afterClose(failures, unexpectedClose, surroundings), order: 'drop' };
    case 'woke':
      if (state.name === 'waiting') return connect(surroundings, failures);
      return state.name === 'open' && isDoubtful(state.lastHeardAt, event.awayMs, now)
        ? connect(surroundings)
        : stay;
    case 'renew':
      return state.name === 'connecting' ? stay : connect(surroundings, failures);
    case 'finish':
      return { state: { name: 'closed', reason: 'finished' }, order: 'finish' };
  }
}

function isDoubtful(lastHeardAt: number, awayMs: number, now: number): boolean {
  return awayMs > trustedAbsenceMs && now - lastHeardAt > trustedAbsenceMs;
}

function afterClose(failures: number, code: number, surroundings: Surroundings): Transition {
  const reaction = reactionTo(code);
  if (reaction.kind === 'end') {
    return { state: { name: 'closed', reason: reaction.reason }, order: null };
  }
  const delay = delayBefore(reaction, failures, surroundings.random);
  const dueAt = surroundings.now + delay;
  return { state: { name: 'waiting', failures: failures + 1, dueAt }, order: null };
}
