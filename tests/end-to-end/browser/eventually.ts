// Repeats expectations until they hold. (expect.poll does not work in tests that run at once.)
import { vi } from 'vitest';

export const patienceMs = 45_000;

export function eventually(expectation: () => Promise<void>): Promise<void> {
  return vi.waitFor(expectation, { timeout: patienceMs, interval: 50 });
}
