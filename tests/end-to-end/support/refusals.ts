// Packets that the server refuses, each with an ERROR that says why and what it is about.
import { expect } from 'vitest';
import type { Client } from './clients';
import type { AnyPacket } from './connection';

export const packet = (type: string, payload: unknown = {}): AnyPacket => ({ type, payload });

export async function expectRefused(
  client: Client,
  code: string,
  packets: readonly (AnyPacket | string)[],
): Promise<void> {
  for (const refused of packets) {
    const error = await client.refusal(refused);
    expect([refused, error.code]).toEqual([refused, code]);
    if (typeof refused === 'object') expect(error.about).toBe(refused.type);
    expect(error.message).not.toBe('');
  }
  expect(client.connection.isOpen).toBe(true);
}
