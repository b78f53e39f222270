// What a close code asks of the client: the table "Closing" of docs/message-protocol.md.

export type EndReason =
  | 'finished' // We closed: the speedrun is over.
  | 'unauthorized' // Sign on again.
  | 'gone' // No such speedrun any more.
  | 'superseded' // A newer connection has the seat.
  | 'removed' // By the host.
  | 'misunderstood'; // A frame of ours was refused; sending it again would not help.

export type Reaction =
  | { readonly kind: 'end'; readonly reason: EndReason }
  // Reconnect after a random part of `withinMs`.
  | { readonly kind: 'reconnect'; readonly withinMs: number }
  // Reconnect later and later.
  | { readonly kind: 'back-off'; readonly firstMs: number; readonly mostMs: number };

const reactions: Readonly<Record<number, Reaction>> = {
  1003: { kind: 'end', reason: 'misunderstood' },
  1009: { kind: 'end', reason: 'misunderstood' },
  1012: { kind: 'reconnect', withinMs: 3_000 },
  4401: { kind: 'end', reason: 'unauthorized' },
  4404: { kind: 'end', reason: 'gone' },
  4408: { kind: 'reconnect', withinMs: 1_000 },
  4409: { kind: 'end', reason: 'superseded' },
  4410: { kind: 'end', reason: 'removed' },
  4429: { kind: 'back-off', firstMs: 5_000, mostMs: 30_000 },
};

// Everything else is the network, a proxy or a server in trouble: all pass.
const otherwise = { kind: 'back-off', firstMs: 500, mostMs: 10_000 } as const;

export function reactionTo(closeCode: number): Reaction {
  return reactions[closeCode] ?? otherwise;
}

// `failures` counts the attempts that failed since the server last spoke. Half of the delay is
// random, so that a room full of clients does not come back in one moment.
export function delayBefore(
  reaction: Exclude<Reaction, { kind: 'end' }>,
  failures: number,
  random: () => number,
): number {
  if (reaction.kind === 'reconnect' && failures === 0) return random() * reaction.withinMs;
  const { firstMs, mostMs } = reaction.kind === 'back-off' ? reaction : otherwise;
  const grown = Math.min(mostMs, firstMs * 2 ** Math.min(failures, 16));
  return grown * (0.5 + random() / 2);
}
