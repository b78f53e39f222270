// A rehearsal: a host alone sees the whole event with bots, and the real one has nothing of it.
import { describe, expect } from 'vitest';
import { questionSet } from '../support/question-sets';
import { eventually } from './eventually';
import { test } from './stage';

const set = questionSet(3);

describe('a rehearsal', () => {
  test('goes from the set-up to the podium and back', async ({ stage }) => {
    const host = await stage.host();
    const { window } = host;
    await host.upload(set);
    await host.selectAll();
    await host.setDuration(5);
    const real = host.code;
    const ada = await stage.participant(real, 'Ada', { size: 'phone' });
    await host.hasInLobby(1);

    await host.rehearse(20, 'swift');
    expect(host.code).not.toBe(real);
    await host.hasInLobby(20);
    expect(await window.get('duration').inputValue()).toBe('5');
    const people = await window.get('people').locator('li').allInnerTexts();
    for (const row of people) expect(row).toMatch(/^Bot \d+ · Swift/);
    const big = await stage.secondHostTab(host);
    await big.window.goTo(`/present/${host.code}`);
    await big.window.shows('present-rehearsal');

    await host.start();
    await window.shows('rehearsal');
    await host.summary.waitFor();
    await window.shows('rehearsal');
    await big.window.shows('present-podium');
    await big.window.shows('present-rehearsal');
    const { participants } = await host.results();
    expect(participants).toHaveLength(20);
    expect(participants.every(({ status }) => status === 'finished')).toBe(true);
    expect(participants[0]?.score).toBeGreaterThan(0);

    await window.get('end-rehearsal').click();
    await window.get('setup').waitFor();
    await eventually(async () => expect(await window.get('rehearsal').count()).toBe(0));
    expect(window.page.url()).toMatch(new RegExp(`/host/${real}$`));
    await host.hasInLobby(1);
    await host.start();
    await host.end();
    await host.summary.waitFor();
    await ada.summary.waitFor();
    const told = await host.results();
    expect(told.participants.map(({ name }) => name)).toEqual(['Ada']);

    await window.goTo('/');
    await window.get('past').locator('summary').click();
    expect(await window.get('past').locator('li').count()).toBe(1);
    expect(await window.get('hosted').count()).toBe(0);
  });

  test('goes on after a reload, with the same bots, and ends with its page', async ({ stage }) => {
    const host = await stage.host({ size: 'phone' });
    const { window } = host;
    await host.upload(set);
    await host.selectAll();
    await host.rehearse(5, 'leisurely');
    await host.hasInLobby(5);
    await window.page.reload();
    await window.shows('rehearsal');
    await eventually(async () => {
      expect(await window.get('people').locator('li').count()).toBe(5);
      expect(await window.get('people').getByText('away').count()).toBe(0);
    });
    await host.hasInLobby(5);
    const other = await stage.secondHostTab(host);
    await window.goTo('/');
    await window.get('join').waitFor();
    await other.window.goTo(`/host/${host.code}`);
    await other.window.shows('rehearsal');
    await eventually(async () =>
      expect(await other.window.get('people').getByText('away').count()).toBe(5),
    );
  });

  test('has 1 to 50 bots', async ({ stage }) => {
    const host = await stage.host({ size: 'phone' });
    const { window } = host;
    expect(await window.get('rehearse').isDisabled()).toBe(true);
    await host.upload(set);
    await window.get('rehearse').click();
    for (const wrong of ['0', '51', '1.5', '']) {
      await window.get('bots').fill(wrong);
      await window.get('begin-rehearsal').click();
      await window.shows('rehearsal-problem', /1 to 50/);
    }
    expect(window.page.url()).toContain(host.code);
  });

  test('of fifty is let in', async ({ stage }) => {
    const host = await stage.host();
    await host.upload(set);
    await host.selectAll();
    await host.rehearse(50, 'mixed');
    await host.hasInLobby(50);
  });
});
