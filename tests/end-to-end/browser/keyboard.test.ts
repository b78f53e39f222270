// A whole speedrun with the keyboard alone, and as a screen reader hears it.
import { describe, expect } from 'vitest';
import { questionSet, questionWith } from '../support/question-sets';
import { AnswerKey } from './answer-key';
import type { BrowserWindow } from './browser-window';
import { eventually } from './eventually';
import { Hearing } from './hearing';
import { HostPage } from './host-page';
import { ParticipantPage } from './participant-page';
import { test } from './stage';

const set = [...questionSet(2), questionWith([0, 1])];

async function pressOn(window: BrowserWindow, testId: string, pressed = 'Enter'): Promise<void> {
  await window.tabTo(testId);
  await window.page.keyboard.press(pressed);
}

// Sets up and waits at the start button.
async function setUp(host: HostPage): Promise<void> {
  const { window } = host;
  await window.goTo('/');
  await window.get('host').waitFor();
  await pressOn(window, 'host');
  await window.shows('setup');
  await window.hasFocusOn('h1');
  host.code = (await window.get('access-code').first().innerText()).replace(' ', '');
  const chooser = window.page.waitForEvent('filechooser');
  await pressOn(window, 'pick-file');
  const buffer = Buffer.from(JSON.stringify(set));
  await (await chooser).setFiles({ name: 'q.json', mimeType: 'application/json', buffer });
  await window.shows('question-picker');
  await pressOn(window, 'start');
  await window.shows('confirm-dialog');
  await window.hasFocusOn('dialog *');
  await window.page.keyboard.press('Escape');
  await window.get('confirm-dialog').waitFor({ state: 'detached' });
  await window.hasFocusOn('[data-testid=start]');
}

async function join({ window }: ParticipantPage, code: string): Promise<void> {
  const { keyboard } = window.page;
  await window.goTo('/');
  await window.get('code-input').waitFor();
  await window.tabTo('code-input');
  await keyboard.type('nothing');
  await keyboard.press('Enter');
  await window.hasFocusOn('[data-testid=code-input][aria-invalid=true]');
  await keyboard.press('ControlOrMeta+A');
  await keyboard.type(code);
  await keyboard.press('Enter');
  await window.hasFocusOn('[data-testid=name-input]');
  await keyboard.type('Ada');
  await keyboard.press('Enter');
  await window.shows('lobby');
  await window.hasFocusOn('h1');
}

async function race(ada: ParticipantPage): Promise<void> {
  const { window } = ada;
  const { keyboard } = window.page;
  for (const [question, ...keys] of [
    [/Question 0/, '1'],
    [/Question 1/, 'b'],
    [/Which 2 of these 4/, 'A', 'B', 'Enter'],
  ] as const) {
    await window.shows('question', question);
    await window.hasFocusOn('[data-testid=question]');
    for (const key of keys) await keyboard.press(key);
    expect(await ada.result()).toMatchObject({ outcome: 'correct' });
    await keyboard.press('Enter');
  }
  await window.shows('waiting');
  await window.hasFocusOn('h1');
}

async function takeResults(window: BrowserWindow, format: string): Promise<void> {
  const download = window.page.waitForEvent('download');
  await pressOn(window, `export-${format}`);
  expect((await download).suggestedFilename()).toContain(format);
}

describe.concurrent('the keyboard alone', () => {
  test('hosts and plays a whole speedrun', async ({ stage }) => {
    const host = new HostPage(await stage.window());
    await setUp(host);
    const ada = await stage.stranger();
    await join(ada, host.code);
    await stage.participant(host.code, 'Ben', { size: 'phone' });
    await host.hasInLobby(2);
    await host.window.page.keyboard.press('Enter');
    await host.window.shows('dashboard');
    await host.window.hasFocusOn('h1');
    await race(ada);

    await pressOn(host.window, 'end');
    await pressOn(host.window, 'confirm-yes');
    for (const [{ window }, summary, format] of [
      [host, 'host-summary', 'json'],
      [ada, 'participant-summary', 'csv'],
    ] as const) {
      await window.shows(summary);
      await window.hasFocusOn('h1');
      await takeResults(window, format);
    }
    await pressOn(ada.window, 'missed-only', 'Space');
    await eventually(async () => expect(await ada.window.get('review').count()).toBe(0));
  });
});

describe.concurrent('a screen reader', () => {
  test('hears each result once, and nothing of what the others do', async ({ stage }) => {
    const questions = questionSet(4);
    const key = new AnswerKey(questions);
    const host = await stage.race(questions);
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
    await ada.openQuestion();
    const hearing = await Hearing.of(ada.window);
    const others = ['Ben', 'Eve'].map((name) => stage.participant(host.code, name));
    await Promise.all((await Promise.all(others)).map((other) => other.play(4, key.right)));
    await ada.play(3, key.right);
    const heard = await hearing.heard();
    const result = expect.stringMatching(/^Right\. \d+ points?\. [1-3].. of 3\.$/);
    expect(heard).toEqual([result, result, result]);
    await host.end();
  });
});
