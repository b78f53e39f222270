// One who shares the speedrun with whoever misbehaves.
import { expect } from 'vitest';
import type { ParticipantClient } from './clients';

// Plays to the end as if nothing had happened; the speedrun must have started.
export async function expectUndisturbed(bystander: ParticipantClient): Promise<void> {
  const results = await bystander.playOn();
  expect(results.map(({ outcome }) => outcome)).not.toContain('timeout');
  const { connection } = bystander;
  expect([connection.isOpen, connection.of('ERROR')]).toEqual([true, []]);
}
