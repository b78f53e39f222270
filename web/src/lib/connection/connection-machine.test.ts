import { describe, expect, it } from 'vitest';
import {
  connect,
  connectTimeoutMs,
  transition,
  type ConnectionEvent,
  type ConnectionState,
} from './connection-machine';

const at = (now: number, random = 0) => ({ now, random: () => random });
const closed = (code: number): ConnectionEvent => ({ name: 'socket-closed', code });
const openAt = (now: number): ConnectionState => ({ name: 'open', lastHeardAt: now });

describe('connecting', () => {
  it('is open once the server has spoken', () => {
    const first = connect(at(0));
    expect(first.order).toBe('open');
    const { state, order } = transition(first.state, { name: 'heard' }, at(50));
    expect(state).toEqual(openAt(50));
    expect(order).toBeNull();
  });

  it('gives up an attempt that brings no word and tries again later', () => {
    const first = connect(at(0));
    const stuck = transition(first.state, { name: 'due' }, at(connectTimeoutMs));
    expect(stuck.order).toBe('drop');
    expect(stuck.state).toMatchObject({ name: 'waiting', failures: 1 });
    expect(transition(stuck.state, { name: 'due' }, at(30_000)).order).toBe('open');
  });
});

describe('a lost connection', () => {
  it('waits longer after each failure, up to a bound', () => {
    const delays = [0, 1, 2, 3, 20].map((failures) => {
      const state: ConnectionState = { name: 'connecting', failures, dueAt: 0 };
      const next = transition(state, closed(1006), at(0, 1)).state;
      return next.name === 'waiting' ? next.dueAt : null;
    });
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 10_000]);
  });

  it('spreads the waiting over half of the delay', () => {
    const soonest = transition(openAt(0), closed(1006), at(0, 0)).state;
    const latest = transition(openAt(0), closed(1006), at(0, 1)).state;
    expect([soonest, latest]).toMatchObject([{ dueAt: 250 }, { dueAt: 500 }]);
  });

  it('starts anew with short waits once the server has spoken', () => {
    const troubled: ConnectionState = { name: 'connecting', failures: 5, dueAt: 0 };
    const working = transition(troubled, { name: 'heard' }, at(0)).state;
    expect(transition(working, closed(1006), at(0, 1)).state).toMatchObject({ dueAt: 500 });
  });

  it('is tried at once when the page wakes or a person asks', () => {
    const waiting: ConnectionState = { name: 'waiting', failures: 3, dueAt: 9_000 };
    for (const event of [{ name: 'woke', awayMs: 0 }, { name: 'renew' }] as const) {
      const { state, order } = transition(waiting, event, at(100));
      expect(order).toBe('open');
      expect(state).toMatchObject({ name: 'connecting', failures: 3 });
    }
  });
});

describe('close codes', () => {
  it.each([
    [1003, 'misunderstood'],
    [1009, 'misunderstood'],
    [4401, 'unauthorized'],
    [4404, 'gone'],
    [4409, 'superseded'],
    [4410, 'removed'],
  ])('%i ends it: %s', (code, reason) => {
    expect(transition(openAt(0), closed(code), at(0))).toEqual({
      state: { name: 'closed', reason },
      order: null,
    });
  });

  it.each([
    [1012, 0, 1, 3_000],
    [1012, 0, 0, 0],
    [1012, 2, 1, 2_000],
    [4408, 0, 1, 1_000],
    [4429, 0, 1, 5_000],
    [4429, 9, 1, 30_000],
    [1013, 0, 1, 500],
  ])('%i after %i failures with random %d waits %i ms', (code, failures, random, delay) => {
    const state: ConnectionState = { name: 'connecting', failures, dueAt: 0 };
    expect(transition(state, closed(code), at(0, random)).state).toMatchObject({ dueAt: delay });
  });
});

describe('waking', () => {
  const woke = (awayMs: number): ConnectionEvent => ({ name: 'woke', awayMs });

  it('replaces an open connection that was silent during a long absence', () => {
    const { state, order } = transition(openAt(0), woke(60_000), at(60_000));
    expect(order).toBe('open');
    expect(state).toMatchObject({ name: 'connecting', failures: 0 });
  });

  it('trusts a connection that was heard of meanwhile, or a short absence', () => {
    expect(transition(openAt(59_000), woke(60_000), at(60_000)).order).toBeNull();
    expect(transition(openAt(0), woke(5_000), at(60_000)).order).toBeNull();
  });
});

describe('closed', () => {
  it('says a proper farewell when finished', () => {
    const { state, order } = transition(openAt(0), { name: 'finish' }, at(1));
    expect(order).toBe('finish');
    expect(state).toEqual({ name: 'closed', reason: 'finished' });
  });

  it('stays closed except on request', () => {
    const superseded: ConnectionState = { name: 'closed', reason: 'superseded' };
    for (const event of [
      { name: 'woke', awayMs: Infinity },
      { name: 'due' },
      closed(1006),
    ] as const) {
      expect(transition(superseded, event, at(0))).toEqual({ state: superseded, order: null });
    }
    expect(transition(superseded, { name: 'renew' }, at(0)).order).toBe('open');
  });
});
