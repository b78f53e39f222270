// The whole road in Firefox: a host and a participant, from the home page to the results. Playwright
// drives only a Firefox of its own; this one is the machine's, by WebDriver BiDi.
import { existsSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { expect, inject } from 'vitest';
import { realQuestionSet } from '../support/question-sets';
import { test as base } from '../support/test';
import { AnswerKey, collapsed } from './answer-key';
import { patienceMs } from './eventually';

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

test('a host and a participant go from the home page to the results', async ({ firefox }) => {
  const host = await FirefoxWindow.open(firefox, { width: 1440, height: 900 });
  const code = await setUp(host);
  const ada = await FirefoxWindow.open(firefox, { width: 360, height: 740 });
  await ada.goTo(`/join/${code}`);
  await ada.get('name-input').fill('Ada');
  await ada.get('take-seat').click();
  await ada.shows('lobby');
  await host.page.waitForFunction(
    () =>
      document.querySelector('[data-testid=people-count]')?.textContent?.startsWith('1') === true,
  );
  await host.get('start').click();
  await host.shows('dashboard');
  await host.page.waitForSelector('[data-testid=chart-answers] canvas');
  for (let asked = 0; asked < questions; ++asked) await answerRight(ada, asked);
  expect(await ada.textOf('own-place')).toContain('1st of 1');
  await host.shows('host-summary');
  expect(collapsed(await host.textOf('podium'))).toContain('Ada');
  expect([...host.problems, ...ada.problems]).toEqual([]);
});

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

async function answerRight(ada: FirefoxWindow, asked: number): Promise<void> {
  await ada.page.waitForSelector('[data-option="0"][aria-disabled=false]');
  const question = collapsed(await ada.textOf('question'));
  for (const option of key.right(question))
    await ada.page.locator(`[data-option="${option}"]`).click();
  expect(await ada.page.waitForSelector('[data-testid=result][data-outcome=correct]')).toBeTruthy();
  // Does nothing where the page has gone on by itself.
  await ada.page.keyboard.press('Enter');
  if (asked === questions - 1) await ada.shows('participant-summary');
}
