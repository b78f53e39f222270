import { defineConfig } from 'vitest/config';

// To be run in a network of their own: deployment/isolated.
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // They have ports in common, such as the one that containers listen on.
    fileParallelism: false,
    projects: [
      {
        extends: true,
        test: { name: 'container', include: ['deployment/container.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'stack',
          include: ['deployment/stack/**/*.test.ts'],
          globalSetup: ['deployment/stack/assembly.ts'],
        },
      },
    ],
  },
});
