// What is to be heard: nothing on a phone unless wanted, and only as long as it is.
import { describe, expect } from 'vitest';
import { questionSet } from '../support/question-sets';
import { AnswerKey } from './answer-key';
import type { BrowserWindow } from './browser-window';
import { eventually } from './eventually';
import { test } from './stage';

const set = questionSet(4);
const key = new AnswerKey(set);

declare global {
  interface Window {
    notes: number;
  }
}

// Counts what the page plays, from the next page that it loads.
function listen({ page }: BrowserWindow): Promise<unknown> {
  return page.addInitScript(() => {
    window.notes = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      ++window.notes;
      start.call(this, when);
    };
  });
}

const notes = ({ page }: BrowserWindow) => page.evaluate(() => window.notes);

describe.concurrent('sound', () => {
  test('is off on a phone, and remembered once chosen', async ({ stage }) => {
    const host = await stage.race(set);
    const ada = await stage.stranger({ size: 'phone' });
    const { window } = ada;
    await listen(window);
    await ada.followLink(host.code);
    await ada.takeSeat('Ada');
    await ada.play(1, key.right);
    await ada.openQuestion();
    expect(await notes(window)).toBe(0);

    await window.get('sound').click();
    await eventually(async () => expect(await notes(window)).toBeGreaterThan(0));
    await window.reload();
    await ada.openQuestion();
    expect(await notes(window)).toBe(0);
    await ada.play(1, key.wrong);
    await eventually(async () => expect(await notes(window)).toBe(1));

    await window.get('sound').click();
    await ada.play(1, key.right);
    expect(await notes(window)).toBe(1);
    expect(await window.get('sound').getAttribute('aria-pressed')).toBe('false');
    await host.end();
  });

  test('comes from the big screen unless the host mutes it', async ({ stage }) => {
    const host = await stage.host();
    await host.upload(set);
    const screen = await stage.secondHostTab(host);
    await listen(screen.window);
    await screen.window.goTo(`/present/${host.code}`);
    await screen.window.shows('present-lobby');
    await host.startAlone();
    await screen.window.shows('present-race');
    await eventually(async () => expect(await notes(screen.window)).toBeGreaterThanOrEqual(2));
    await host.window.get('sound').click();
    const before = await notes(screen.window);
    await host.end();
    await screen.window.shows('present-podium');
    expect(await notes(screen.window)).toBe(before);
  });
});
