// Extra time, from the host's list to the participant's clock.
import { expect } from 'vitest';
import { questionSet } from '../support/question-sets';
import { AnswerKey } from './answer-key';
import { eventually } from './eventually';
import { test } from './stage';

const set = questionSet(2);
const key = new AnswerKey(set);

test('a participant with extra time answers when the others’ time is up', async ({ stage }) => {
  const host = await stage.host();
  await host.upload(set);
  await host.selectAll();
  await host.setDuration(3);
  const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
  const bob = await stage.participant(host.code, 'Bob', { size: 'phone' });
  await host.hasInLobby(2);
  await host.giveExtraTime('Ada', 200);
  await ada.window.shows('extra-time', /200 % more time/);
  expect(await bob.window.get('extra-time').count()).toBe(0);
  await host.start();

  const question = await ada.openQuestion();
  await bob.openQuestion();
  // Nobody answers: Bob's time runs out, and Ada's goes on.
  expect((await bob.result()).outcome).toBe('timeout');
  await ada.choose(key.right(question));
  expect(await ada.result()).toMatchObject({ outcome: 'correct' });
  expect(ada.acknowledged[0]?.awarded).toBeGreaterThan(0);

  // Taken away during the race, from the next question on.
  await host.giveExtraTime('Ada', 0);
  await eventually(async () => expect(await host.extraTimeOf('Ada')).toBe(''));
  await host.end();
  await ada.summary.waitFor();
  expect(await bob.window.page.content()).not.toMatch(/more time/);
});

test('extra time is given with the keyboard alone', async ({ stage }) => {
  const host = await stage.host();
  await host.upload(set);
  const { page } = host.window;
  await stage.participant(host.code, 'Ada', { size: 'phone' });
  await host.hasInLobby(1);
  await page.locator('li', { hasText: 'Ada' }).getByTestId('extra-time').focus();
  await page.keyboard.press('Enter');
  await host.window.get('extra-time-dialog').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await host.window.get('extra-time-dialog').waitFor({ state: 'detached' });
  await eventually(async () => expect(await host.extraTimeOf('Ada')).toBe('+50 %'));
});
