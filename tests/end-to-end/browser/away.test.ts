// Away for a while: on every screen, too long for an answer, past the end, on a slow phone, and back
// on another device.
import { describe, expect } from 'vitest';
import { questionSet } from '../support/question-sets';
import { AnswerKey } from './answer-key';
import { connectionTrouble, type BrowserWindow } from './browser-window';
import { eventually } from './eventually';
import { HostPage } from './host-page';
import type { Line } from './line';
import type { ParticipantPage } from './participant-page';
import { test } from './stage';

const set = questionSet(3);
const key = new AnswerKey(set);

async function lose({ window }: ParticipantPage, line: Line): Promise<void> {
  line.cut();
  await window.shows('connection-notice', /Connection lost/);
}

async function comeBack(participant: ParticipantPage, line: Line): Promise<void> {
  line.restore();
  await participant.reconnectNow();
}

// All windows share one clipboard.
async function copiedLink({ context, page }: BrowserWindow, button: string): Promise<string> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.getByTestId(button).click();
  const link = await page.waitForFunction(() => navigator.clipboard.readText());
  return link.jsonValue();
}

describe.concurrent('a network that goes and comes back', () => {
  test('on every screen of a participant', async ({ stage, line }) => {
    const host = await stage.host();
    await host.upload(set);
    await host.setDuration(120);
    const ben = await stage.participant(host.code, 'Ben');
    const ada = await stage.stranger({ size: 'phone', server: line.url });
    const { window } = ada;
    window.tolerate(connectionTrouble);
    await ada.followLink(host.code);
    await ada.connected();
    await lose(ada, line);
    await ada.submitName('Ada');
    await comeBack(ada, line);
    await ada.seesLobbyOf('Ada');
    ada.name = 'Ada';

    await lose(ada, line);
    await host.hasInLobby(2);
    await host.start();
    await comeBack(ada, line);
    await ada.openQuestion();

    await lose(ada, line);
    await comeBack(ada, line);
    await ada.play(3, key.right);
    await window.shows('waiting');
    await lose(ada, line);
    await ben.play(3, key.wrong);
    await host.summary.waitFor();
    await comeBack(ada, line);
    await window.shows('own-place', /1st of 2/);

    line.cut();
    await window.get('export-csv').click();
    await window.shows('export-status', /server cannot be reached/);
    line.restore();
    expect((await window.download('export-csv')).text).toContain('Ada');
    expect(window.signOns).toBe(1);
  });

  test('too late for an answer, says so', async ({ stage, line }) => {
    const host = await stage.host();
    await host.upload(set);
    await host.setDuration(3);
    await host.startAlone();
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone', server: line.url });
    ada.window.tolerate(connectionTrouble);
    const question = await ada.openQuestion();
    line.cut();
    await ada.choose(key.right(question));
    await ada.window.shows('pending', /kept/);
    await eventually(async () =>
      expect(await host.standings()).toMatchObject([{ name: 'Ada', at: '1 / 3' }]),
    );
    await comeBack(ada, line);
    await ada.window.hasShown('too-late');
    expect(await ada.result()).toMatchObject({ outcome: 'timeout', awarded: 0 });
    await host.end();
  });

  test('past the end of the race, says what is lost', async ({ stage, line }) => {
    const host = await stage.race(set);
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone', server: line.url });
    ada.window.tolerate(connectionTrouble);
    await ada.play(1, key.right);
    const question = await ada.openQuestion();
    line.cut();
    await ada.choose(key.right(question));
    await ada.window.shows('pending', /kept/);
    await host.end();
    await host.summary.waitFor();
    await comeBack(ada, line);
    await ada.window.shows('answer-lost', /after the end/);
    await ada.window.shows('own-place', /1st of 1/);
  });
});

describe.concurrent('another device', () => {
  test('goes on with the same seat, by one’s own link', async ({ stage }) => {
    const host = await stage.race(set);
    const ada = await stage.participant(host.code, 'Ada');
    await ada.play(1, key.right);
    const token = await ada.window.page.evaluate(
      (code) => JSON.parse(sessionStorage[`mcs.seat.${code}`]).token,
      host.code,
    );
    const score = await ada.score();
    const phone = await stage.stranger({ size: 'phone' });
    await phone.window.goTo(`/join/${host.code}#seat=${token}`);
    await phone.window.shows('question', /Question 1/);
    expect(await phone.score()).toBe(score);
    expect(new URL(phone.window.page.url()).hash).toBe('');
    await ada.window.shows('ended-superseded');
    await phone.play(2, key.right);
    await phone.window.shows('own-place', /1st of 1/);
    expect(phone.window.signOns).toBe(0);
  });

  test('takes the lobby’s link, and the host’s', async ({ stage }) => {
    const host = await stage.host();
    const ada = await stage.participant(host.code, 'Ada');
    await ada.window.get('move').click();
    const seat = await copiedLink(ada.window, 'copy-own-link');
    await host.window.page.locator('summary', { hasText: 'another device' }).click();
    const hosting = await copiedLink(host.window, 'copy-host-link');
    const phone = await stage.stranger({ size: 'phone' });
    await phone.window.page.goto(seat);
    await phone.seesLobbyOf('Ada');
    const tablet = new HostPage(await stage.window({ size: 'phone' }));
    await tablet.window.page.goto(hosting);
    await tablet.hasInLobby(1);
    await tablet.lock();
    await host.isLocked(true);
  });
});

describe.concurrent('a slow phone on a slow network', () => {
  test('plays a race', async ({ stage }) => {
    const host = await stage.race(set);
    const ada = await stage.stranger({ size: 'phone' });
    const debuggee = await ada.window.context.newCDPSession(ada.window.page);
    await debuggee.send('Emulation.setCPUThrottlingRate', { rate: 6 });
    // Chromium's "Slow 3G".
    await debuggee.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 2_000,
      downloadThroughput: 50_000,
      uploadThroughput: 50_000,
    });
    await ada.enterCode(host.code);
    await ada.takeSeat('Ada');
    await ada.play(3, key.right);
    await ada.window.shows('own-place', /1st of 1/);
    expect(ada.acknowledged.map(({ outcome }) => outcome)).toEqual(Array(3).fill('correct'));
  });
});
