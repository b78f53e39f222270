// The whole road in Firefox: a host and a participant, from the home page to the results. Playwright
// drives only a Firefox of its own; this one is the machine's, by WebDriver BiDi.
import { existsSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { expect, inject } from 'vitest';
import { realQuestionSet } from '../support/question-sets';
import { test as base } from '../support/test';
import { AnswerKey, collapsed } from './answer-key';
import { eventually, patienceMs } from './eventually';
import { watchPage, type ShownResult, type Sight } from './page-watch';

const path = process.env['MCS_FIREFOX'] ?? '/usr/bin/firefox-esr';
const questions = 5;
const set = realQuestionSet('science-technology');
const key = new AnswerKey(JSON.parse(set.toString('utf8')));

const test = base.extend<{ readonly firefox: Browser }>({
  firefox: async ({}, use) => {
    if (!existsSync(path)) throw new Error(`no Firefox at ${path}: set MCS_FIREFOX`);
    const firefox = await puppeteer.launch({
      browser: 'firefox',
      executablePath: path,
      headless: true,
      extraPrefsFirefox: { 'intl.accept_languages': 'en-US' },
    });
    await use(firefox);
    await firefox.close();
  },
});

// A window of somebody else's: nothing is shared. Tells what went wrong in it.
class FirefoxWindow {
  readonly results: ShownResult[] = [];

  private constructor(
    readonly page: Page,
    readonly problems: string[],
  ) {}

  static async open(firefox: Browser, size: { width: number; height: number }) {
    const page = await (await firefox.createBrowserContext()).newPage();
    page.setDefaultTimeout(patienceMs);
    await page.setViewport(size);
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    return new FirefoxWindow(page, problems);
  }

  // From now on, results are seen however briefly they are shown. For the page that is open.
  async watch(): Promise<void> {
    await this.page.exposeFunction('tellTest', (sight: Sight) => {
      if (sight.kind === 'result') this.results.push(sight.result);
      if (sight.kind === 'fault') this.problems.push(sight.what);
    });
    await this.page.evaluate(watchPage);
  }

  get(testId: string) {
    return this.page.locator(`[data-testid=${testId}]`);
  }

  async shows(testId: string): Promise<void> {
    await this.page.waitForSelector(`[data-testid=${testId}]`, { visible: true });
  }

  async textOf(testId: string): Promise<string> {
    await this.shows(testId);
    return this.page.$eval(`[data-testid=${testId}]`, (place) => place.textContent ?? '');
  }

  async goTo(address: string): Promise<void> {
    await this.page.goto(new URL(address, inject('server')).href);
  }
}

// A second browser beside those of the other tests takes its time to start.
const timeout = 180_000;

test(
  'a host and a participant go from the home page to the results',
  { timeout },
  async ({ firefox }) => {
    const host = await FirefoxWindow.open(firefox, { width: 1440, height: 900 });
    const code = await setUp(host);
    const ada = await FirefoxWindow.open(firefox, { width: 360, height: 740 });
    await ada.goTo(`/join/${code}`);
    await ada.get('name-input').fill('Ada');
    await ada.get('take-seat').click();
    await ada.shows('lobby');
    await ada.watch();
    await host.page.waitForFunction(
      () =>
        document.querySelector('[data-testid=people-count]')?.textContent?.startsWith('1') === true,
    );
    await host.get('start').click();
    await host.shows('dashboard');
    await host.page.waitForSelector('[data-testid=chart-answers] canvas');
    await answerAllRight(ada);
    expect(await ada.textOf('own-place')).toContain('1st of 1');
    await host.shows('host-summary');
    expect(collapsed(await host.textOf('podium'))).toContain('Ada');
    expect([...host.problems, ...ada.problems]).toEqual([]);
  },
);

async function setUp(host: FirefoxWindow): Promise<string> {
  await host.goTo('/');
  await host.get('host').click();
  await host.shows('setup');
  const code = (await host.textOf('access-code')).replaceAll(/\s/g, '');
  await host.page.evaluate((questionSet) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([questionSet], 'quiz.json', { type: 'application/json' }));
    const place = document.querySelector('[data-testid=question-set]');
    place?.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }));
  }, set.toString('utf8'));
  await host.shows('question-picker');
  await host.get('random-count').fill(String(questions));
  await host.get('pick-random').click();
  await host.get('duration').fill('120');
  return code;
}

// The page goes on to the next question by itself.
async function answerAllRight(ada: FirefoxWindow): Promise<void> {
  let last = '';
  for (let answered = 0; answered < questions; ++answered) {
    const open = await ada.page.waitForFunction(
      (before) => {
        const isOpen = document.querySelector('[data-option="0"][aria-disabled=false]') !== null;
        const text = document.querySelector('[data-testid=question]')?.textContent ?? '';
        return isOpen && text !== before && text;
      },
      // By the clock: windows in the background are drawn seldom.
      { polling: 100 },
      last,
    );
    last = String(await open.jsonValue());
    for (const option of key.right(collapsed(last)))
      // Not at a place on the screen: the question may still be sliding in.
      await ada.page.$eval(`[data-option="${option}"]`, (place) => (place as HTMLElement).click());
    await eventually(async () =>
      expect(ada.results[answered]).toMatchObject({ question: last, outcome: 'correct' }),
    );
  }
  await ada.shows('participant-summary');
}
