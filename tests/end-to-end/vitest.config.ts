import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // They wait more than they work: for packets, for clocks to run out, for processes.
    maxWorkers: 6,
    projects: [
      {
        extends: true,
        test: {
          name: 'protocol',
          include: ['protocol/**/*.test.ts'],
          globalSetup: ['support/shared-server.ts'],
          sequence: { concurrent: true },
          maxConcurrency: 12,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['browser/**/*.test.ts'],
          globalSetup: ['support/shared-server.ts'],
          // Browsers work hard: a few at a time, after the other tests.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          maxConcurrency: 3,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
