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
          // Compiling the contract takes longer than most tests: once a worker, not once a file.
          pool: 'threads',
          isolate: false,
          maxConcurrency: 12,
        },
      },
      { extends: true, test: { name: 'browser', include: ['browser/**/*.test.ts'] } },
    ],
  },
});
