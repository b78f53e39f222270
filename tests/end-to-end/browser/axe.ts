// What axe-core finds wrong with what is on a screen, by the rules of WCAG 2.2 AA and its own best
// practices.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { BrowserWindow } from './browser-window';

declare global {
  interface Window {
    axe?: { run(context: Document, options: RunOptions): Promise<AxeResults> };
  }
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: {
    // Off unless asked for.
    'target-size': { enabled: true },
  },
  resultTypes: ['violations'],
};

// One line for each element and rule.
export async function violations({ page }: BrowserWindow): Promise<string[]> {
  // Through the debugger: the page's Content-Security-Policy allows no script of ours.
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(source);
  const results = await page.evaluate((wanted) => window.axe!.run(document, wanted), options);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none][0]?.message ?? '';
      return `${id} at ${target.join(' ')}: ${why}`;
    }),
  );
}
