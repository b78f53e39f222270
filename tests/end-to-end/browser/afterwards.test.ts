// What remains of a race: the workbook, the card, the page of results, the list of past speedruns.
import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { unzipSync } from 'fflate';
import { questionSet } from '../support/question-sets';
import { AnswerKey } from './answer-key';
import type { BrowserWindow } from './browser-window';
import type { HostPage } from './host-page';
import type { ParticipantPage } from './participant-page';
import { test, type Stage } from './stage';

const set = questionSet(2);
const key = new AnswerKey(set);

async function race(stage: Stage): Promise<{ host: HostPage; ada: ParticipantPage }> {
  const host = await stage.race(set);
  const ada = await stage.participant(host.code, '=1+1');
  const ben = await stage.participant(host.code, 'Ben', { size: 'phone' });
  await Promise.all([ada.play(2, key.right), ben.play(2, key.wrong)]);
  await host.summary.waitFor();
  await ada.summary.waitFor();
  return { host, ada };
}

async function fileOf({ page }: BrowserWindow, testId: string) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId(testId).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

describe.concurrent('after the race', () => {
  test('the results come as a workbook, with a name that is no formula', async ({ stage }) => {
    const { host } = await race(stage);
    const { name, bytes } = await fileOf(host.window, 'export-xlsx');
    expect(name).toBe(`mc-speedrun-${host.code}.xlsx`);
    const files = unzipSync(bytes);
    const textOf = (path: RegExp) =>
      Object.keys(files)
        .filter((file) => path.test(file))
        .map((file) => Buffer.from(files[file] as Uint8Array).toString('utf8'))
        .join('');
    expect(textOf(/workbook\.xml$/)).toMatch(/Places.*Questions.*Answers/s);
    const all = textOf(/\.xml$/);
    for (const words of ['=1+1', 'Ben', 'Discrimination', 'Question 1?'])
      expect(all).toContain(words);
    expect(textOf(/sheet\d\.xml$/)).not.toContain('<f>');
  });

  test('a participant takes a card home as an image', async ({ stage }) => {
    const { ada } = await race(stage);
    const { name, bytes } = await fileOf(ada.window, 'card');
    expect(name).toMatch(/\.png$/);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1_200, 630]);
  });

  test('whoever has the link sees the results', async ({ stage }) => {
    const { host } = await race(stage);
    const { context, page } = host.window;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await host.window.get('share-results').click();
    await host.window.shows('export-status', /Copied/);
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const stranger = await stage.window({ size: 'phone' });
    await stranger.page.goto(link);
    await stranger.shows('results-page', /Ben/);
    await stranger
      .get('statistics')
      .first()
      .filter({ hasText: /50 % right/ })
      .waitFor();
    await stranger.goTo(`/results/${host.code}#seat=a.b.c`);
    await stranger.reload();
    await stranger.shows('results-gone');
  });

  test('a host finds past speedruns again', async ({ stage }) => {
    const { host } = await race(stage);
    await host.window.goTo('/');
    await host.window.get('past').locator('summary').click();
    await host.window.shows('past', /2 participants/);
    await host.window.get('past-link').click();
    await host.summary.waitFor();
  });
});
