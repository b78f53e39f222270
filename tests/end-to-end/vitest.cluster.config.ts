// The distributed form: what the suites for one server test, and what only several instances show.
import { defineConfig } from 'vitest/config';

const onTheStand = {
  globalSetup: ['support/shared-stand.ts'],
  testTimeout: 240_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...onTheStand,
          name: 'protocol',
          include: ['protocol/**/*.test.ts'],
          // What answers here is nginx.
          exclude: ['protocol/operations.test.ts'],
          sequence: { concurrent: true },
          maxWorkers: 3,
          maxConcurrency: 12,
        },
      },
      {
        test: {
          ...onTheStand,
          name: 'browser',
          include: ['browser/**/*.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...onTheStand,
          name: 'cluster',
          include: ['cluster/**/*.test.ts'],
          // They take away what all the others need.
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
