// The ways in, and everything that can stand in them.
import { describe, expect } from 'vitest';
import { questionSet } from '../support/question-sets';
import { AnswerKey } from './answer-key';
import { HomePage } from './home-page';
import { test } from './stage';

describe.concurrent('joining', () => {
  test('with a code, however it is typed', async ({ stage }) => {
    const host = await stage.host();
    const ada = await stage.stranger({ size: 'phone' });
    await ada.enterCode(` ${host.code.slice(0, 3).toLowerCase()} - ${host.code.slice(3)}`);
    await ada.takeSeat('Ada');
    await ada.seesLobbyOf('Ada');
    await host.hasInLobby(1);
    expect(new URL(ada.window.page.url()).pathname).toBe(`/join/${host.code}`);
  });

  test('with a code that nobody has', async ({ stage }) => {
    const ada = await stage.stranger({ size: 'phone' });
    ada.window.tolerate(/status of 404/);
    await ada.enterCode('CDFHJKMN');
    const home = new HomePage(ada.window);
    await home.tells(/No speedrun has this access code/);
    await home.join('CDFH');
    await home.tells(/8 letters and digits; this has 4/);
    await home.join('');
    await home.tells(/Enter the access code/);

    await ada.followLink('CDFHJKMN');
    await ada.window.shows('join-refused', /No speedrun has this access code/);
    await ada.window.get('join-retry').click();
    await ada.window.shows('join-refused');
    await ada.window.page.getByRole('link', { name: 'Enter another code' }).click();
    await ada.window.shows('code-input');
  });

  test('with a name that cannot be had', async ({ stage }) => {
    const host = await stage.host();
    await stage.participant(host.code, 'Ada');
    const ben = await stage.stranger({ size: 'phone' });
    await ben.followLink(host.code);
    await ben.submitName('  ');
    await ben.nameIsRefused(/Enter the name/);
    await ben.submitName('B'.repeat(33));
    await ben.nameIsRefused(/at most 32 characters; this has 33/);
    await ben.submitName('\u200b\u2066');
    await ben.nameIsRefused(/cannot be used/);
    await ben.submitName('Ada');
    await ben.nameIsRefused(/already has this name/);
    await ben.takeSeat('Ben <b>&amp;</b> 🚀');
    await ben.seesLobbyOf('Ben <b>&amp;</b> 🚀');
    await host.hasInLobby(2);
    await host.window.shows('people', /Ben <b>&amp;<\/b> 🚀/);
  });

  test('and changing the name in the lobby', async ({ stage }) => {
    const host = await stage.host();
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
    const ben = await stage.participant(host.code, 'Ben', { size: 'phone' });
    await ada.window.shows('lobby-people', /Ben/);
    await ben.rename('Ada');
    await ben.nameIsRefused(/already has this name/);
    await ben.submitName('Benjamin');
    await ben.seesLobbyOf('Benjamin');
    await ada.window.shows('lobby-people', /Benjamin/);
    await host.window.shows('people', /Benjamin/);
    await ada.window.shows('lobby-count', /2 participants/);
  });

  test('a locked lobby', async ({ stage }) => {
    const host = await stage.host();
    await stage.participant(host.code, 'Ada');
    await host.lock();
    const ben = await stage.stranger({ size: 'phone' });
    ben.window.tolerate(/status of 423/);
    await ben.followLink(host.code);
    await ben.window.shows('join-refused', /locked the lobby/);
    await host.unlock();
    await ben.window.get('join-retry').click();
    await ben.takeSeat('Ben');
    await host.hasInLobby(2);
  });

  test('and being removed', async ({ stage }) => {
    const host = await stage.host();
    await stage.participant(host.code, 'Ada');
    const mallory = await stage.participant(host.code, 'Mallory', { size: 'phone' });
    await host.hasInLobby(2);
    await host.kick('Mallory');
    await mallory.window.shows('ended-removed');
    await host.hasInLobby(1);
    await mallory.window.reload();
    await mallory.window.shows('ended-removed');
  });

  test('late, while the race runs', async ({ stage }) => {
    const set = questionSet(2);
    const key = new AnswerKey(set);
    const host = await stage.race(set);
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
    await ada.play(1, key.right);
    const ben = await stage.stranger({ size: 'phone' });
    await ben.followLink(host.code);
    await ben.window.shows('name-view', /The race has begun/);
    await ben.takeSeat('Ben');
    expect(await ben.openQuestion()).toBe('Question 0?');
    await Promise.all([ada.play(1, key.right), ben.play(2, key.right)]);
    await ada.summary.waitFor();
    await ben.summary.waitFor();
    await host.summary.waitFor();
  });

  test('a speedrun that has finished', async ({ stage }) => {
    const host = await stage.race(questionSet(1));
    await host.end();
    await host.summary.waitFor();
    const ada = await stage.stranger({ size: 'phone' });
    ada.window.tolerate(/status of 410/);
    await ada.followLink(host.code);
    await ada.window.shows('join-refused', /has finished/);
  });
});

describe.concurrent('several tabs', () => {
  test('one seat is offered to a second tab, which takes it over, and back', async ({ stage }) => {
    const host = await stage.host();
    const first = await stage.participant(host.code, 'Ada', { size: 'phone' });
    const second = await stage.secondTab(first);
    await second.followLink(host.code);
    await second.window.shows('resume-choice');
    await second.window.get('resume').click();
    await second.seesLobbyOf('Ada');
    await first.window.shows('ended-superseded');

    await first.window.get('take-over').click();
    await first.seesLobbyOf('Ada');
    await second.window.shows('ended-superseded');
    expect(first.window.signOns + second.window.signOns).toBe(1);
    await host.hasInLobby(1);
  });

  test('a second tab may be somebody else', async ({ stage }) => {
    const host = await stage.host();
    const ada = await stage.participant(host.code, 'Ada');
    const ben = await stage.secondTab(ada);
    await ben.enterCode(host.code);
    await ben.window.get('join-anew').click();
    await ben.takeSeat('Ben');
    await ben.seesLobbyOf('Ben');
    await host.hasInLobby(2);
    await ada.window.reload();
    await ada.seesLobbyOf('Ada');
  });

  test('a host has two, which stay in step', async ({ stage }) => {
    const host = await stage.host();
    const other = await stage.secondHostTab(host);
    await new HomePage(other.window).open();
    await other.window.get('hosted').click();
    await stage.participant(host.code, 'Ada');
    await host.hasInLobby(1);
    await other.hasInLobby(1);
    await other.lock();
    await host.isLocked(true);
  });
});

describe.concurrent('addresses', () => {
  test('of nothing', async ({ stage }) => {
    const window = await stage.window({ size: 'phone' });
    for (const path of ['/elsewhere', '/join', '/host/', '/join/CDFH/more']) {
      await window.goTo(path);
      await window.shows('not-found');
    }
    await window.page.getByRole('link', { name: 'Home', exact: true }).click();
    await window.shows('code-input');
  });

  test("of somebody else's speedrun to host", async ({ stage }) => {
    const host = await stage.host();
    const stranger = await stage.stranger({ size: 'phone' });
    await stranger.window.goTo(`/host/${host.code}`);
    await stranger.window.shows('host-foreign');
    await stranger.window.page.getByRole('link', { name: 'Join as a participant' }).click();
    await stranger.takeSeat('Ada');
    await host.hasInLobby(1);
  });

  test('are kept by Back and Forward', async ({ stage }) => {
    const host = await stage.host();
    const { page } = host.window;
    await page.goBack();
    await host.window.shows('hosted');
    await page.goForward();
    await host.window.shows('setup');
  });
});
