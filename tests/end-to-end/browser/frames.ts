// How many frames a second the big screen shows, and how many a phone shows late, while 5,000 race: held
// to a budget by `npm run frames`. Runs instead of the tests, alone: it times the page by the browser's
// own tracing, and everything here shares the machine's processors.
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { raceBots, type BotsReport } from '../support/bots';
import { realQuestionSet } from '../support/question-sets';
import { sizes, type BrowserWindow } from './browser-window';
import type { HostPage } from './host-page';
import { testInChromium as test, type Stage } from './stage';
import { trace, type Trace } from './trace';

const people = Number(process.env['MCS_FRAMES_PEOPLE'] ?? 5_000);
const fewestOvertakes = (300 * people) / 5_000;
const set = realQuestionSet('science-technology');
const questions = 5;
const lobbyMs = 3_000;
const raceMs = 10_000;
// To read a question, or a result. Still a quick thumb: the bots take three times as long.
const tapMs = 2_000;
const phoneMs = 20_000;
// Until everybody has begun.
const warmUpMs = 5_000;
const timeout = 300_000;

interface Crowd {
  readonly host: HostPage;
  readonly bots: Promise<BotsReport>;
}

// The host of a set-up, and who is on the way.
async function crowd(stage: Stage, before: (host: HostPage) => Promise<void>): Promise<Crowd> {
  const host = await stage.host({ eyes: false });
  await host.upload(set, 'science-technology.json');
  await host.selectRandom(questions);
  await host.setDuration(120);
  await before(host);
  const bots = raceBots({
    url: host.window.server,
    code: host.code,
    participants: people,
    'think-time': 'uniform:1500,11000',
    skill: '0.6-0.9',
    'time-limit': 250,
  });
  return { host, bots };
}

// A right answer takes its participant past somebody, in so large a field.
async function overtakesPerSecond({ bots }: Crowd, host: HostPage): Promise<number> {
  const { answers, answersPerSecond } = await bots;
  await host.summary.waitFor();
  const { questions: asked } = await host.results();
  const right = asked.reduce((sum, { correctCount }) => sum + correctCount, 0);
  return (answersPerSecond * right) / answers;
}

// Answers and goes on. A locator's tap would have the page draw frame after frame
// until what it taps is still. Returns how often there was something to tap.
async function tap({ page }: BrowserWindow, forMs: number): Promise<number> {
  const end = Date.now() + forMs;
  let taps = 0;
  while (Date.now() < end) {
    await delay(tapMs);
    const at = await page.evaluate(() => {
      const target = document.querySelector(
        '[data-option="0"][aria-disabled=false], [data-testid=next]',
      );
      if (target === null) return null;
      const { x, y, width, height } = target.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    if (at === null) continue;
    await page.touchscreen.tap(at.x, at.y);
    ++taps;
  }
  return taps;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function report(what: string, { seconds, frames, work }: Trace): void {
  const { wanted, dropped, late, perSecond, lateShare } = frames;
  console.table({
    [what]: {
      seconds: seconds.toFixed(1),
      'frames wanted': wanted,
      dropped,
      late: `${late} (${percent(lateShare)})`,
      'frames/s': perSecond.toFixed(1),
      ...Object.fromEntries(Object.entries(work).map(([kind, share]) => [kind, percent(share)])),
    },
  });
}

describe('frames', () => {
  test('of the big screen', { timeout }, async ({ stage, browser }) => {
    let big!: HostPage;
    const company = await crowd(stage, async (host) => {
      big = await stage.secondHostTab(host);
      await big.window.page.setViewportSize(sizes.wall);
      await big.window.goTo(`/present/${host.code}`);
      await big.window.shows('present-lobby');
    });
    const { host } = company;
    const { page } = big.window;
    const lobby = await trace(browser, page, async () => {
      await host.hasInLobby(people);
      await delay(lobbyMs);
    });
    report('lobby', lobby);
    await host.start();
    await big.window.shows('present-race');
    await delay(warmUpMs);
    const race = await trace(browser, page, () => delay(raceMs));
    report('race', race);
    const overtakes = await overtakesPerSecond(company, host);
    console.log(`${overtakes.toFixed(0)} overtakes a second among ${people}`);
    expect.soft(overtakes).toBeGreaterThanOrEqual(fewestOvertakes);
    expect.soft(Math.round(lobby.frames.perSecond)).toBeGreaterThanOrEqual(60);
    expect.soft(Math.round(race.frames.perSecond)).toBeGreaterThanOrEqual(60);
  });

  test('of a phone that is four times slower', { timeout }, async ({ stage, browser }) => {
    const { host, bots } = await crowd(stage, async () => undefined);
    await host.hasInLobby(people);
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone', eyes: false });
    const { page, context } = ada.window;
    const devTools = await context.newCDPSession(page);
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await host.start();
    // The race goes on without the host's page, which is on another machine than a phone.
    await host.window.goTo('/');
    await ada.window.shows('question');
    let taps = 0;
    const race = await trace(browser, page, async () => {
      taps = await tap(ada.window, phoneMs);
    });
    report('phone', race);
    await host.window.goTo(`/host/${host.code}`);
    await host.end();
    await bots;
    expect.soft(taps).toBeGreaterThanOrEqual(2 * questions - 1);
    expect.soft(race.frames.lateShare).toBeLessThan(0.05);
  });
});
