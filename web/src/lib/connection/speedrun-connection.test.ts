import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionState } from './connection-machine';
import { SpeedrunConnection } from './speedrun-connection';

class FakeSocket {
  onclose: ((event: { code: number }) => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly sent: string[] = [];
  closedWith: unknown[] | null = null;

  send(frame: string) {
    this.sent.push(frame);
  }
  close(...details: unknown[]) {
    this.closedWith = details;
  }
}

let sockets: FakeSocket[];
let states: ConnectionState[];
let packets: unknown[];
let wake: (awayMs: number) => void;
let connection: SpeedrunConnection;

const socket = (index: number) => sockets[index] as FakeSocket;
const speak = (index: number) => socket(index).onmessage?.({ data: '{}' });

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  states = [];
  packets = [];
  connection = new SpeedrunConnection(
    'token',
    { onState: (state) => states.push(state), onPacket: (packet) => packets.push(packet) },
    {
      openSocket: () => {
        sockets.push(new FakeSocket());
        return sockets.at(-1) as unknown as WebSocket;
      },
      watchWaking: (onWake) => {
        wake = onWake;
        return () => (wake = () => undefined);
      },
      random: () => 1,
    },
  );
});

afterEach(() => {
  connection.dispose();
  vi.useRealTimers();
});

describe('SpeedrunConnection', () => {
  it('carries packets both ways once the server has spoken', () => {
    const packet = { type: 'HOST-END', payload: {} } as const;
    expect(connection.send(packet)).toBe(false);
    speak(0);
    expect(connection.send(packet)).toBe(true);
    expect(socket(0).sent).toEqual(['{"type":"HOST-END","payload":{}}']);

    socket(0).onmessage?.({ data: '{"type":"SERVICE-STATE","payload":{"available":true}}' });
    socket(0).onmessage?.({ data: 'nonsense' });
    socket(0).onmessage?.({ data: new ArrayBuffer(1) });
    expect(packets).toEqual([{ type: 'SERVICE-STATE', payload: { available: true } }]);
  });

  it('reconnects when its time has come', () => {
    speak(0);
    socket(0).onclose?.({ code: 1006 });
    expect(states.at(-1)).toMatchObject({ name: 'waiting' });
    vi.advanceTimersByTime(499);
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(2);
    expect(states.at(-1)).toMatchObject({ name: 'connecting' });
  });

  it('listens no more to a socket that it replaced', () => {
    speak(0);
    vi.advanceTimersByTime(60_000);
    wake(60_000);
    expect(sockets).toHaveLength(2);
    expect(socket(0).closedWith).toEqual([]);
    expect(socket(0).onclose).toBeNull();
  });

  it('gives up an attempt that hangs', () => {
    vi.advanceTimersByTime(15_000);
    expect(socket(0).closedWith).toEqual([]);
    vi.advanceTimersByTime(500);
    expect(sockets).toHaveLength(2);
  });

  it('does not reconnect after an end, until asked', () => {
    speak(0);
    socket(0).onclose?.({ code: 4409 });
    vi.advanceTimersByTime(600_000);
    wake(Infinity);
    expect(sockets).toHaveLength(1);
    connection.renew();
    expect(sockets).toHaveLength(2);
  });

  it('closes with 1000 when finished', () => {
    speak(0);
    connection.finish();
    expect(socket(0).closedWith).toEqual([1000, 'finished']);
    expect(states.at(-1)).toEqual({ name: 'closed', reason: 'finished' });
  });
});
