import { defineConfig } from 'vitest/config';

// To be run in a network of their own: deployment/isolated.
export default defineConfig({
  test: {
    testTimeout: 120_000,
    // A dozen processes start.
    hookTimeout: 300_000,
    // It is about versions that are not used here.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // They have ports in common, such as the one that containers listen on.
    fileParallelism: false,
    projects: [
      {
        extends: true,
        test: { name: 'container', include: ['deployment/container.test.ts'] },
      },
      {
        extends: true,
        test: { name: 'compose', include: ['deployment/compose.test.ts'] },
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
