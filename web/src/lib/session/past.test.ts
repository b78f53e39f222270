import { describe, expect, it } from 'vitest';
import { Credentials } from './credentials';
import { JsonStorage } from './json-storage';

function withStored(past: unknown): Credentials {
  const stored = new Map([['mcs.past', JSON.stringify(past)]]);
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  } as Storage;
  return new Credentials(new JsonStorage(() => storage), new JsonStorage(() => storage), () => 7);
}

const speedrun = (code: string) => ({ code, name: 'Quiz', participants: 3 });

describe('past speedruns', () => {
  it('are kept once each, the newest first', () => {
    const credentials = withStored([]);
    for (const code of ['A', 'B', 'A']) credentials.keepPast(speedrun(code));
    expect(credentials.past()).toEqual([
      { ...speedrun('B'), finishedAt: 7 },
      { ...speedrun('A'), finishedAt: 7 },
    ]);
  });

  it('are not all kept for ever', () => {
    const credentials = withStored([]);
    for (let index = 0; index < 60; ++index) credentials.keepPast(speedrun(String(index)));
    expect(credentials.past()).toHaveLength(50);
    expect(credentials.past()[0]?.code).toBe('59');
  });

  it('hold no rehearsals, which are not offered to go back to either', () => {
    const credentials = withStored([]);
    credentials.keepHost({ code: 'R', token: 'h', expiresAt: 9, rehearsalOf: 'A' });
    expect(credentials.host('R')?.rehearsalOf).toBe('A');
    credentials.keepPast(speedrun('R'));
    expect(credentials.past()).toEqual([]);
    expect(credentials.hosted()).toEqual([]);
  });

  it.each([null, 'x', { code: 'A' }, [null, 1, {}, { code: 1, name: 2 }]])(
    'are none where storage holds %j',
    (kept) => expect(withStored(kept).past()).toEqual([]),
  );
});
