// One request at a time: what was sent and is not answered yet, when to try again, and when to
// stop believing that an answer will come. Requests are idempotent, so each may be sent again.
import type { ClientPacketType, ServerPacket } from '$lib/protocol/packets';

// What every session's state is told, whoever plays.
export type SessionEvent =
  | { readonly name: 'received'; readonly packet: ServerPacket }
  | { readonly name: 'sent'; readonly type: ClientPacketType }
  // Nothing is known of the server until the next SESSION-STATE.
  | { readonly name: 'disconnected' }
  // Time has passed: what was due may have come.
  | { readonly name: 'ticked' };

export interface Exchange {
  readonly awaiting: { readonly type: ClientPacketType; readonly since: number } | null;
  // Not before this time is anything sent, after a refusal that asks for patience.
  readonly notBefore: number;
  // How often in a row no answer came.
  readonly silences: number;
}

export const idle: Exchange = { awaiting: null, notBefore: 0, silences: 0 };

export const retryDelayMs = 2_000;
const firstPatienceMs = 10_000;
const mostPatienceMs = 60_000;

export function sent(exchange: Exchange, type: ClientPacketType, now: number): Exchange {
  return { ...exchange, awaiting: { type, since: now } };
}

// An answer to a packet of this type has arrived.
export function answered(exchange: Exchange, type: ClientPacketType): Exchange {
  return exchange.awaiting?.type === type ? idle : exchange;
}

export function refused(exchange: Exchange, now: number): Exchange {
  return { ...exchange, awaiting: null, notBefore: now + retryDelayMs };
}

export function disconnected(exchange: Exchange): Exchange {
  const silences = exchange.awaiting === null ? exchange.silences : exchange.silences + 1;
  return { awaiting: null, notBefore: 0, silences };
}

export function maySend(exchange: Exchange, now: number): boolean {
  return exchange.awaiting === null && now >= exchange.notBefore;
}

// When the connection is to be taken for dead. Patience grows: an overloaded server is not helped
// by a room of clients that reconnect every few seconds.
export function stalledAt(exchange: Exchange): number | null {
  if (exchange.awaiting === null) return null;
  const patience = Math.min(mostPatienceMs, firstPatienceMs * 2 ** Math.min(exchange.silences, 8));
  return exchange.awaiting.since + patience;
}

// For "when does time alone change something": times that have passed have had their effect.
export function earliestAfter(now: number, times: readonly (number | null)[]): number | null {
  const coming = times.filter((time): time is number => time !== null && time > now);
  return coming.length === 0 ? null : Math.min(...coming);
}
