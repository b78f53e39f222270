import { expect, it } from 'vitest';
import type { ParticipantState } from '$lib/protocol/packets';
import { atOnce, NameWall, places, type Wall } from './name-wall';

const lobby = (...numbers: readonly number[]) =>
  new Map(
    numbers.map((number) => {
      const userId = `${number}`;
      return [userId, { userId, name: `N${number}`, connected: true } as ParticipantState];
    }),
  );
const upTo = (count: number) => lobby(...Array.from({ length: count }, (_, index) => index));
const names = (wall: Wall) => wall.map((guest) => guest?.name ?? null);

it('shows everybody while there is room, and keeps their places', () => {
  const wall = new NameWall();
  expect(wall.after(lobby())).toEqual([]);
  expect(names(wall.after(upTo(2)))).toEqual(['N0', 'N1']);
  expect(names(wall.after(upTo(3)))).toEqual(['N0', 'N1', 'N2']);
});

it('shows the latest of a crowd that was there before the screen', () => {
  const shown = names(new NameWall().after(upTo(5_000)));
  expect(shown).toHaveLength(places);
  expect([shown[0], shown.at(-1)]).toEqual([`N${5_000 - places}`, 'N4999']);
});

it('lets a few of a crowd take the oldest places, and moves nobody else', () => {
  const wall = new NameWall();
  const before = names(wall.after(upTo(places)));
  const after = names(wall.after(upTo(places + 500)));
  const latest = Array.from({ length: atOnce }, (_, index) => `N${places + 500 - atOnce + index}`);
  expect(after).toEqual([...latest, ...before.slice(atOnce)]);
  expect(names(wall.after(upTo(places + 500)))).toEqual(after);
  expect(names(wall.after(upTo(places + 501)))[atOnce]).toBe(`N${places + 500}`);
});

it('takes down at once who is removed, and gives the place to the next', () => {
  const wall = new NameWall();
  wall.after(upTo(3));
  expect(names(wall.after(lobby(0, 2)))).toEqual(['N0', null, 'N2']);
  expect(names(wall.after(lobby(0, 2, 7)))).toEqual(['N0', 'N7', 'N2']);
  expect(names(wall.after(lobby()))).toEqual([null, null, null]);
});

it('tells a name that changes and a connection that is lost', () => {
  const wall = new NameWall();
  wall.after(upTo(1));
  const changed = { ...lobby(0).get('0'), name: 'Ada', connected: false } as ParticipantState;
  expect(wall.after(new Map([['0', changed]]))).toEqual([
    { userId: '0', name: 'Ada', connected: false },
  ]);
});
