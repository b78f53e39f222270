// Ranks for display. Equal scores share a rank, as on the server.
import type { LeaderboardEntry } from '$lib/protocol/packets';
import type { ParticipantState } from './participant-state';

export interface RankedEntry extends LeaderboardEntry {
  readonly rank: number;
}

// `leaderboard` comes best first.
export function ranked<Entry extends LeaderboardEntry>(
  leaderboard: readonly Entry[],
): (Entry & RankedEntry)[] {
  let rank = 1;
  return leaderboard.map((entry, index) => {
    if (entry.score !== leaderboard[index - 1]?.score) rank = index + 1;
    return { ...entry, rank };
  });
}

// The best of a leaderboard and oneself: the last place is one's own if one is not among them.
export function excerpt(
  leaderboard: readonly LeaderboardEntry[],
  length: number,
  own: RankedEntry | null,
): RankedEntry[] {
  const best = ranked(leaderboard.slice(0, length));
  if (own === null || best.some(({ userId }) => userId === own.userId)) return best;
  const listed = leaderboard.findIndex(({ userId }) => userId === own.userId);
  const place = listed < 0 ? own : (ranked(leaderboard)[listed] ?? own);
  return [...best.slice(0, length - 1), place];
}

// One's own place as the server last told it; null while it has not.
export function ownEntry({ userId, name, standing }: ParticipantState): RankedEntry | null {
  if (userId === null || name === null || standing.rank === null) return null;
  return { userId, name, score: standing.score, rank: standing.rank };
}

export interface Gap {
  readonly name: string;
  readonly points: number;
}

// The one to catch and the one to keep behind, as far as the leaderboard tells; who has as many
// points as oneself is ahead by none.
export function gapsOf({ room, userId, standing }: ParticipantState): {
  readonly ahead: Gap | null;
  readonly behind: Gap | null;
} {
  const gapTo = (entry: LeaderboardEntry | undefined): Gap | null =>
    entry === undefined
      ? null
      : { name: entry.name, points: Math.abs(entry.score - standing.score) };
  const others = room.leaderboard.filter((entry) => entry.userId !== userId);
  return {
    ahead: gapTo(others.filter(({ score }) => score >= standing.score).at(-1)),
    behind: gapTo(others.find(({ score }) => score < standing.score)),
  };
}
