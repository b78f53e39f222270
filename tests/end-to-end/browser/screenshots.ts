// Saves a picture of every screen, for people to look at: `npm run screenshots`. Runs instead of the
// tests where MCS_SCREENSHOTS names a folder; MCS_LOCALES and MCS_SIZES choose (en; phone,desktop).
import { copyFileSync, mkdirSync } from 'node:fs';
import { describe } from 'vitest';
import { realQuestionSet } from '../support/question-sets';
import { AnswerKey, type Strategy } from './answer-key';
import { sizes, type BrowserWindow, type Size } from './browser-window';
import type { ParticipantPage } from './participant-page';
import { testInChromium as test, type Stage } from './stage';
import { Tour } from './tour';

const folder = process.env['MCS_SCREENSHOTS'] ?? '.';
// What docs/images keeps: `npm run pictures` copies it there.
const pictures = `${folder}/pictures`;
const kept: Readonly<Partial<Record<Size, readonly string[]>>> = {
  phone: ['race-question', 'race-right', 'participant-summary'],
  tablet: ['race-several', 'host-summary'],
  desktop: ['set-up', 'editor-question', 'dashboard'],
  wall: ['present-lobby', 'present-race', 'present-podium'],
};
const locales = (process.env['MCS_LOCALES'] ?? 'en').split(',');
const wanted = (process.env['MCS_SIZES'] ?? 'phone,desktop').split(',') as Size[];
const names = ['Grace Hopper', 'Linus', 'Margaret Hamilton', 'Ada Lovelace', 'Edsger', 'Barbara'];
const set = realQuestionSet('science-technology');
const key = new AnswerKey(JSON.parse(set.toString('utf8')));
const timeout = 300_000;

describe.concurrent('every screen', () => {
  for (const locale of locales)
    for (const size of wanted)
      test(`${locale} ${size}`, { timeout }, async ({ stage, line }) => {
        const album = new Album(locale, size);
        const look = (window: BrowserWindow, state: string) => album.shoot(window, state);
        await new Tour(stage, { size, locale }, line, look).everywhere();
      });

  // docs/images/race.png
  test("the README's picture", { timeout }, ({ stage }) => picture(stage));
});

class Album {
  private count = 0;
  private readonly path: string;

  constructor(
    private readonly locale: string,
    private readonly size: Size,
  ) {
    this.path = `${folder}/${locale}/${size}`;
    mkdirSync(this.path, { recursive: true });
    mkdirSync(pictures, { recursive: true });
  }

  // What is in sight, and the whole page if that is more.
  async shoot({ page }: BrowserWindow, state: string): Promise<void> {
    const path = `${this.path}/${String(++this.count).padStart(2, '0')}-${state}`;
    await page.screenshot({ path: `${path}.png`, animations: 'disabled' });
    if (this.locale === 'en' && kept[this.size]?.includes(state) === true)
      copyFileSync(`${path}.png`, `${pictures}/${state}-${this.size}.png`);
    const { width, height } = sizes[this.size];
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    if (whole <= height || state.startsWith('race')) return;
    // Not `fullPage`: what sticks to the lower edge belongs there in the picture, too.
    await page.setViewportSize({ width, height: whole });
    await page.screenshot({ path: `${path}-whole.png`, animations: 'disabled' });
    await page.setViewportSize({ width, height });
  }
}

const strategies = (index: number): Strategy => (index % 2 === 0 ? key.right : key.wrong);

// The host's screen, with a participant's in front of it.
async function picture(stage: Stage): Promise<void> {
  const host = await stage.host();
  await host.upload(set, 'science-technology.json');
  await host.window.get('quiz-name').fill('Friday night science');
  await host.window.get('unselect-shown').click();
  await host.window.get('search').fill('planet');
  await host.selectRandom(10);
  await host.setDuration(60);
  const field: ParticipantPage[] = [];
  for (const name of [...names, 'Alan', 'Katherine'])
    field.push(await stage.participant(host.code, name, { size: 'phone' }));
  await host.start();
  const [ada, ...others] = field as [ParticipantPage, ...ParticipantPage[]];
  await Promise.all(
    others.map(async (other, index) => {
      await other.play(1 + (index % 3), key.right);
      await other.play(1 + (index % 2), strategies(index));
    }),
  );
  await ada.play(3, key.right);
  await host.window.page.setViewportSize({ width: 960, height: 760 });
  await ada.window.page.setViewportSize({ width: 360, height: 840 });
  await ada.choose(key.right(await ada.openQuestion()));
  await ada.window.shows('result');
  const phone = await imageOf(ada.window);
  const desktop = await imageOf(host.window);

  const window = await stage.window();
  window.tolerate(/a blank screen/);
  await window.page.setViewportSize({ width: 1364, height: 880 });
  await window.page.setContent(`<style>
      body { margin: 0; background: #cfd6d0 }
      img { position: absolute; border: 1px solid #0004; box-shadow: 0 2px 6px #0003 }
      .host { left: 24px; top: 24px; width: 960px; border-radius: 12px }
      .participant { right: 24px; bottom: 24px; width: 354px; border-radius: 24px }
    </style>
    <img class="host" src="${desktop}"><img class="participant" src="${phone}">`);
  await window.page.screenshot({ path: `${pictures}/race.png` });
}

async function imageOf({ page }: BrowserWindow): Promise<string> {
  return `data:image/png;base64,${(await page.screenshot({ animations: 'disabled' })).toString('base64')}`;
}
