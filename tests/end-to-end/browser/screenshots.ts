// Saves a picture of every screen, on a phone and on a desktop, for people to look at:
// `npm run screenshots`. Runs instead of the tests where MCS_SCREENSHOTS names a folder.
import { readFileSync } from 'node:fs';
import { describe } from 'vitest';
import { questionSet, realQuestionSet } from '../support/question-sets';
import { AnswerKey, type Strategy } from './answer-key';
import { sizes, type BrowserWindow, type Size } from './browser-window';
import { EditorPage } from './editor-page';
import { HomePage } from './home-page';

import { ParticipantPage } from './participant-page';
import { test, type Stage } from './stage';

const folder = process.env['MCS_SCREENSHOTS'] ?? '.';
const names = ['Grace Hopper', 'Linus', 'Margaret Hamilton', 'Ada Lovelace', 'Edsger', 'Barbara'];
const set = realQuestionSet('science-technology');
const key = new AnswerKey(JSON.parse(set.toString('utf8')));

describe.concurrent('every screen', () => {
  for (const size of Object.keys(sizes) as Size[])
    test(size, { timeout: 300_000 }, async ({ stage }) => {
      const album = new Album(size);
      await album.waysIn(stage);
      await album.setUp(stage);
      await album.race(stage);
    });

  // docs/images/race.png
  test("the README's picture", { timeout: 300_000 }, ({ stage }) => picture(stage));
});

class Album {
  private count = 0;

  constructor(private readonly size: Size) {}

  async waysIn(stage: Stage): Promise<void> {
    const window = await stage.window({ size: this.size });
    window.tolerate(/status of 404/);
    const home = new HomePage(window);
    await home.open();
    await this.shoot(window, 'home', 'host');
    await home.join('CDFHJKMN');
    await home.tells(/No speedrun/);
    await this.shoot(window, 'home-wrong-code');
    for (const [path, testId] of [
      ['/elsewhere', 'not-found'],
      ['/join/CDFHJKMN', 'join-refused'],
      ['/host/CDFHJKMN', 'host-foreign'],
    ] as const) {
      await window.goTo(path);
      await this.shoot(window, testId, testId);
    }
  }

  private async editor(stage: Stage): Promise<void> {
    const host = await stage.host({ size: this.size });
    const { window } = host;
    const editor = new EditorPage(host);
    await editor.open();
    await this.shoot(window, 'editor-empty');
    await editor.add({
      question: 'Which two of these rivers flow into the Black Sea?',
      category: 'Geography',
      options: ['Danube', 'Rhine', 'Dnieper', 'Elbe'],
      answers: [0, 2],
    });
    await this.shoot(window, 'editor-question');
    await editor.close();
    await window.get('paste-set').click();
    await this.shoot(window, 'import');
    await editor.paste(
      readFileSync(new URL('../../data/import/gift.txt', import.meta.url), 'utf8'),
    );
    await this.shoot(window, 'import-preview', 'import-preview');
    await window.get('import-append').click();
    await this.shoot(window, 'editor-list', 'editor-list');
  }

  async setUp(stage: Stage): Promise<void> {
    const host = await stage.host({ size: this.size });
    const { window } = host;
    window.tolerate(/status of 4/, /net::ERR_CONNECTION/);
    await this.shoot(window, 'set-up-empty');
    const wrong = questionSet(4).map((question) => ({ ...question, answers: [7], options: ['A'] }));
    await host.pickFile('wrong.json', JSON.stringify(wrong));
    await this.shoot(window, 'set-up-problems', 'problem-list');
    await host.upload(set, 'science-technology.json');
    await this.shoot(window, 'set-up');
    await window.get('qr').click();
    await window.page.getByRole('dialog').waitFor();
    await this.shoot(window, 'set-up-qr');
    await window.page.keyboard.press('Escape');

    await this.editor(stage);

    const ada = new ParticipantPage(await stage.window({ size: this.size }));
    await ada.followLink(host.code);
    await this.shoot(ada.window, 'name', 'name-view');
    await stage.participant(host.code, names[0] ?? '');
    await ada.submitName(names[0] ?? '');
    await ada.nameIsRefused(/already/);
    await this.shoot(ada.window, 'name-taken');
    const tab = await stage.secondTab(await stage.participant(host.code, 'Ken'));
    await tab.window.page.setViewportSize(sizes[this.size]);
    await tab.followLink(host.code);
    await this.shoot(tab.window, 'resume-choice', 'resume-choice');
    await ada.takeSeat('Mallory');
    await host.kick('Mallory');
    await this.shoot(ada.window, 'ended-removed', 'ended-removed');
  }

  async race(stage: Stage): Promise<void> {
    const host = await stage.host({ size: this.size });
    await host.upload(set, 'science-technology.json');
    await host.window.get('quiz-name').fill('Friday night science');
    await host.selectRandom(6);
    await host.setDuration(60);
    const field: ParticipantPage[] = [];
    for (const name of names)
      field.push(await stage.participant(host.code, name, { size: this.size }));
    const [ada, ...others] = field as [ParticipantPage, ...ParticipantPage[]];
    await host.hasInLobby(names.length);
    await this.shoot(ada.window, 'lobby', 'lobby');
    await this.shoot(host.window, 'set-up-people');
    await host.start();
    await this.shoot(ada.window, 'countdown', 'countdown');
    await ada.openQuestion();
    await this.shoot(ada.window, 'race-question');
    await Promise.all(others.map((other, index) => other.play(1 + (index % 3), strategies(index))));
    await this.result(ada, key.right, 'right');
    await this.result(ada, key.wrong, 'wrong');
    await this.shoot(host.window, 'dashboard', 'dashboard');
    if (this.size === 'phone') {
      await host.window.page.getByRole('button', { name: 'Questions' }).click();
      await this.shoot(host.window, 'dashboard-questions');
    }
    await ada.play(4, key.right);
    await this.shoot(ada.window, 'waiting', 'waiting');
    await host.window.get('end').click();
    await this.shoot(host.window, 'dashboard-end', 'confirm-dialog');
    await host.confirm();
    await this.shoot(host.window, 'host-summary', 'host-summary');
    await this.shoot(ada.window, 'participant-summary', 'participant-summary');
  }

  private async result(page: ParticipantPage, strategy: Strategy, name: string): Promise<void> {
    const question = await page.openQuestion();
    await page.choose(strategy(question));
    await this.shoot(page.window, `race-${name}`, 'result');
    await page.goOn();
  }

  // What is in sight once this is to be seen, and the whole page if that is more.
  private async shoot(window: BrowserWindow, name: string, testId?: string): Promise<void> {
    if (testId !== undefined) await window.shows(testId);
    const { page } = window;
    const number = String(++this.count).padStart(2, '0');
    const path = `${folder}/${this.size}-${number}-${name}`;
    await page.screenshot({ path: `${path}.png`, animations: 'disabled' });
    const { width, height } = sizes[this.size];
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    if (whole <= height || name.startsWith('race')) return;
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
  await window.page.screenshot({ path: `${folder}/race.png` });
}

async function imageOf({ page }: BrowserWindow): Promise<string> {
  return `data:image/png;base64,${(await page.screenshot({ animations: 'disabled' })).toString('base64')}`;
}
