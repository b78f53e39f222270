import { beforeEach, describe, expect, it } from 'vitest';
import { Credentials } from './credentials';
import { JsonStorage } from './json-storage';

// A Storage as Object.keys() sees one: entries are own properties.
function newStorage(): Storage {
  const methods = {
    getItem(this: Record<string, string>, key: string) {
      return Object.hasOwn(this, key) ? this[key] : null;
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value;
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key];
    },
  };
  return Object.create(methods) as Storage;
}

const code = 'FH7K29CX';
const later = 2_000;
let now: number;
let browser: Storage;

const newTab = () => {
  const tab = newStorage();
  return new Credentials(new JsonStorage(() => browser), new JsonStorage(() => tab), () => now);
};

beforeEach(() => {
  now = 1_000;
  browser = newStorage();
});

describe('a participant’s seat', () => {
  it('belongs to the tab; another tab is offered it once it has a name', () => {
    const [one, other] = [newTab(), newTab()];
    one.keepSeat(code, { token: 't1', expiresAt: later, name: null });
    expect(one.seat(code)?.token).toBe('t1');
    expect(other.seat(code)).toBeNull();
    expect(other.lastSeat(code)).toBeNull();
    one.keepSeat(code, { token: 't1', expiresAt: later, name: 'Ada' });
    expect(other.seat(code)).toBeNull();
    expect(other.lastSeat(code)).toMatchObject({ token: 't1', name: 'Ada' });
  });

  it('of several tabs are several participants', () => {
    const [one, other] = [newTab(), newTab()];
    one.keepSeat(code, { token: 't1', expiresAt: later, name: 'Ada' });
    other.keepSeat(code, { token: 't2', expiresAt: later, name: 'Bob' });
    expect([one.seat(code)?.name, other.seat(code)?.name]).toEqual(['Ada', 'Bob']);
    // Giving up one seat does not take the other's place.
    one.dropSeat(code);
    expect(one.seat(code)).toBeNull();
    expect(one.lastSeat(code)?.name).toBe('Bob');
    other.dropSeat(code);
    expect(one.lastSeat(code)).toBeNull();
  });

  it('expires', () => {
    const tab = newTab();
    tab.keepSeat(code, { token: 't1', expiresAt: later, name: 'Ada' });
    now = later;
    expect(tab.seat(code)).toBeNull();
    expect(tab.lastSeat(code)).toBeNull();
    tab.dropExpired();
    expect(Object.keys(browser)).toEqual(['mcs.name']);
  });

  it('takes its unacknowledged answer along', () => {
    const tab = newTab();
    const answer = { questionIndex: 3, options: [1], durationSecs: 2 };
    tab.keepSeat(code, { token: 't1', expiresAt: later, name: 'Ada' });
    tab.keepOpenAnswer(code, answer);
    expect(tab.openAnswer(code)).toEqual(answer);
    expect(newTab().openAnswer(code)).toBeNull();
    tab.dropSeat(code);
    expect(tab.openAnswer(code)).toBeNull();
  });
});

describe('a host', () => {
  it('is the whole browser, beside a seat in the same speedrun', () => {
    const tab = newTab();
    tab.keepHost({ code, token: 'h', expiresAt: later });
    tab.keepSeat(code, { token: 't1', expiresAt: later, name: 'Ada' });
    expect(newTab().host(code)?.token).toBe('h');
    expect(tab.seat(code)?.token).toBe('t1');
    tab.dropHost(code);
    expect(tab.host(code)).toBeNull();
    expect(tab.seat(code)?.token).toBe('t1');
  });

  it('sees the speedruns it may go back to, the newest first', () => {
    const tab = newTab();
    tab.keepHost({ code: 'AAAA', token: 'h', expiresAt: later });
    tab.keepHost({ code: 'BBBB', token: 'h', expiresAt: later + 5 });
    tab.keepHost({ code: 'CCCC', token: 'h', expiresAt: now });
    expect(tab.hosted().map((hosted) => hosted.code)).toEqual(['BBBB', 'AAAA']);
  });
});

describe('splits', () => {
  const split = { questionIndex: 0, outcome: 'correct', durationMs: 1_000, points: 95 } as const;

  it('survive a reload of their tab, and go with the seat', () => {
    const tab = newTab();
    expect(tab.splits(code)).toEqual([]);
    tab.keepSplits(code, [split]);
    expect(tab.splits(code)).toEqual([split]);
    expect(newTab().splits(code)).toEqual([]);
    tab.dropSeat(code);
    expect(tab.splits(code)).toEqual([]);
  });
});

describe('storage', () => {
  it('that is forbidden lasts as long as the page', () => {
    const forbidden = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const tab = new Credentials(new JsonStorage(forbidden), new JsonStorage(forbidden), () => now);
    tab.keepHost({ code, token: 'h', expiresAt: later });
    expect(tab.host(code)?.token).toBe('h');
    expect(tab.hosted()).toHaveLength(1);
    tab.dropHost(code);
    expect(tab.host(code)).toBeNull();
  });

  it('with nonsense in it is as good as empty', () => {
    browser.setItem(`mcs.host.${code}`, '{"token":5}');
    browser.setItem('mcs.host.BBBB', 'no json');
    const tab = newTab();
    expect(tab.host(code)).toBeNull();
    expect(tab.hosted()).toEqual([]);
    tab.dropExpired();
    expect(Object.keys(browser)).toEqual([]);
  });
});
