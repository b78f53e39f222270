// The test function of the browser tests: `stage` opens windows on the shared server, or on another,
// and afterwards throws what went wrong in any of them.
import { mkdirSync } from 'node:fs';
import { inject } from 'vitest';
import type { Browser } from 'playwright-core';
import type { QuestionSet } from '../support/question-sets';
import { test as base } from '../support/test';
import { BrowserWindow, sizes, type Size } from './browser-window';
import { startChromium, startHeadlessShell } from './chromium';
import { patienceMs } from './eventually';
import { HostPage } from './host-page';
import { Line } from './line';
import { ParticipantPage } from './participant-page';

const failures = new URL('../../../build/end-to-end/', import.meta.url).pathname;

export interface Opening {
  readonly size?: Size;
  readonly server?: string;
  readonly locale?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: boolean;
  // False where the page is timed: see BrowserWindow.open.
  readonly eyes?: boolean;
}

export class Stage {
  private readonly windows: BrowserWindow[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly server: string,
  ) {}

  async window(opening: Opening = {}): Promise<BrowserWindow> {
    const { size = 'desktop', server = this.server, locale = 'en-US' } = opening;
    const isPhone = size === 'phone' || size === 'landscape';
    const context = await this.browser.newContext({
      viewport: sizes[size],
      locale,
      colorScheme: opening.colorScheme ?? 'light',
      reducedMotion: opening.reducedMotion === true ? 'reduce' : 'no-preference',
      isMobile: isPhone,
      hasTouch: isPhone,
      deviceScaleFactor: isPhone || size === 'zoomed' ? 2 : 1,
    });
    context.setDefaultTimeout(patienceMs);
    return this.watch(await BrowserWindow.open(context, server, opening.eyes));
  }

  async secondTab({ window }: ParticipantPage): Promise<ParticipantPage> {
    return new ParticipantPage(this.watch(await window.secondTab()));
  }

  async secondHostTab({ window }: HostPage): Promise<HostPage> {
    return new HostPage(this.watch(await window.secondTab()));
  }

  // The host of a new speedrun, setting it up.
  async host(opening: Opening = {}): Promise<HostPage> {
    const host = new HostPage(await this.window(opening));
    await host.open();
    return host;
  }

  // The host of a race that has begun without anybody.
  async race(set: QuestionSet, opening: Opening = {}): Promise<HostPage> {
    const host = await this.host(opening);
    await host.upload(set);
    await host.selectAll();
    await host.setDuration(120);
    await host.startAlone();
    return host;
  }

  // Somebody who has not come anywhere yet.
  async stranger(opening: Opening = {}): Promise<ParticipantPage> {
    return new ParticipantPage(await this.window(opening));
  }

  // Came by the link and took a seat.
  async participant(code: string, name: string, opening: Opening = {}): Promise<ParticipantPage> {
    const participant = await this.stranger(opening);
    await participant.followLink(code);
    await participant.takeSeat(name);
    return participant;
  }

  async photograph(test: string): Promise<void> {
    mkdirSync(failures, { recursive: true });
    const name = test.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
    for (const [index, { page }] of this.windows.entries())
      await page.screenshot({ path: `${failures}${name}-${index + 1}.png`, timeout: 5_000 });
  }

  async dispose(): Promise<void> {
    for (const context of new Set(this.windows.map((window) => window.context)))
      await context.close();
    const problems = this.windows.flatMap((window) => window.untolerated);
    if (problems.length > 0) throw new Error(`went wrong in the browser:\n${problems.join('\n')}`);
  }

  private watch(window: BrowserWindow): BrowserWindow {
    this.windows.push(window);
    return window;
  }
}

interface Fixtures {
  readonly browser: Browser;
  readonly stage: Stage;
  // To the shared server.
  readonly line: Line;
}

function started(start: () => Promise<Browser>) {
  return async ({}, use: (browser: Browser) => Promise<void>) => {
    const browser = await start();
    await use(browser);
    await browser.close();
  };
}

export const test = base.extend<Fixtures>({
  browser: [started(startHeadlessShell), { scope: 'file' }],
  line: async ({ skip }, use) => {
    const server = inject('server');
    skip(!server.startsWith('http:'), 'relays plain HTTP only');
    const line = await Line.open(server);
    await use(line);
    line.close();
  },
  stage: async ({ browser, task }, use) => {
    const stage = new Stage(browser, inject('server'));
    await use(stage);
    if (task.result?.state === 'fail') await stage.photograph(task.name);
    await stage.dispose();
  },
});

// The same in the whole browser: for what depends on it, and for what is timed or looked at.
export const testInChromium = test.extend<Pick<Fixtures, 'browser'>>({
  browser: [started(startChromium), { scope: 'file' }],
});
