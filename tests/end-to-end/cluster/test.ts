// The test function of the distributed form's tests: `stand` is what they all share.
import { inject } from 'vitest';
import { Stand } from '../support/stand';
import { test as base } from '../support/test';

export const test = base.extend<{ readonly stand: Stand }>({
  stand: async ({}, use) => {
    const stand = new Stand(inject('stand'));
    await use(stand);
    for (const instance of stand.instances) await instance.untilReady();
  },
});
