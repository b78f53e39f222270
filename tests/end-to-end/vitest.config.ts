import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Its tests wait for a minute of the server's clock: others fit in beside them.
const longest = '/endings.test.ts';

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLongest = ({ moduleId }: TestSpecification) => moduleId.endsWith(longest);
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))];
  }
}

// Instead of the tests: what is run now and then, by people.
const instead =
  process.env['MCS_SCREENSHOTS'] !== undefined
    ? 'browser/screenshots.ts'
    : process.env['MCS_LIGHTHOUSE'] !== undefined
      ? 'browser/lighthouse.ts'
      : process.env['MCS_FRAMES'] !== undefined && 'browser/frames.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Browsers keep processors busy; a third worker has work while one waits for a clock to run out.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
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
      {
        extends: true,
        test: {
          name: 'browser',
          include: [instead || 'browser/**/*.test.ts'],
          globalSetup: ['support/shared-server.ts'],
          maxConcurrency: 2,
          testTimeout: 240_000,
        },
      },
    ],
  },
});
