// Playing: by thumb, mouse and keyboard, and against the clock.
import { describe, expect } from 'vitest';
import { questionSet, questionWith, type Question } from '../support/question-sets';
import { AnswerKey } from './answer-key';
import { eventually } from './eventually';
import { test } from './stage';

const set = questionSet(3);
const key = new AnswerKey(set);

const code: Question = {
  question: 'What does this print?\n\nfor (i = 0; i < 2; i++) {\n\tif (i)\n\t\tprint(i);\n}',
  category: 'Code',
  options: ['0\n1', '1', `a.${'long'.repeat(20)}`],
  answers: [1],
};

describe.concurrent('a question', () => {
  test('keeps its lines and indents, where there is least room', async ({ stage }) => {
    const host = await stage.host({ size: 'phone' });
    const { window } = host;
    await window.page.setViewportSize({ width: 320, height: 640 });
    await host.upload([code]);
    await window.get('edit-set').click();
    await window.get('editor-entry').click();
    expect(await window.get('preview-question').innerText()).toBe(code.question);
    await window.get('editor-close').click();
    await host.selectAll();
    await host.startAlone();
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
    await ada.window.page.setViewportSize({ width: 320, height: 640 });
    await ada.openQuestion();
    expect(await ada.window.get('question').innerText()).toBe(code.question);
    expect(await ada.option(0).locator('.words').innerText()).toBe('0\n1');
    await ada.choose(code.answers);
    for (const reviewer of [ada, host])
      expect(await reviewer.window.get('review-question').innerText()).toBe(code.question);
  });

  test('with several right options is answered once all are chosen', async ({ stage }) => {
    const several = [questionWith([0, 2]), { ...questionWith([1, 3]), question: 'And now?' }];
    const host = await stage.race(several);
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
    await ada.openQuestion();
    await ada.window.shows('confirm', /Choose 2 more/);
    await ada.option(0).click();
    await ada.option(1).click();
    await ada.option(1).click();
    await ada.window.shows('confirm', /Choose 1 more/);
    await ada.window.get('confirm').click({ force: true });
    await ada.option(3).click();
    await ada.window.shows('confirm', /Lock in/);
    await ada.window.get('confirm').click();
    expect(await ada.result()).toMatchObject({ outcome: 'partial' });
    await ada.goOn();
    expect(await ada.answer(new AnswerKey(several).right)).toMatchObject({ outcome: 'correct' });
    await ada.summary.waitFor();
  });

  test('shows at once what was right and what it brought', async ({ stage }) => {
    const host = await stage.race(set);
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
    const ben = await stage.participant(host.code, 'Ben');
    const { awarded, score } = await ada.answer(key.right);
    expect(awarded).toBeGreaterThan(0);
    expect(score).toBe(awarded);
    await ben.answer(key.wrong);
    await eventually(async () =>
      expect(await ben.leaderboard()).toEqual([`1 Ada ${score}`, '2 Ben (you) 0']),
    );
    await ben.goOn();
    const { score: bens } = await ben.answer(key.right);
    await eventually(async () =>
      expect(await ada.leaderboard()).toContainEqual(expect.stringMatching(`Ben ${bens}$`)),
    );
    await host.end();
  });

  test('runs out of time', async ({ stage }) => {
    const host = await stage.host();
    await host.upload(set);
    await host.setDuration(1);
    await host.startAlone();
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
    for (let index = 0; index < 3; ++index) {
      expect(await ada.result()).toMatchObject({ outcome: 'timeout', awarded: 0 });
      await ada.goOn();
    }
    await ada.window.shows('own-place', /1st of 1/);
    await host.summary.waitFor();
    const { questions } = await host.results();
    expect(questions.map((question) => question.timeExpiredCount)).toEqual([1, 1, 1]);
  });
});

describe.concurrent('a reload', () => {
  test('keeps every view of a participant', async ({ stage }) => {
    const host = await stage.host();
    await host.upload(set);
    await host.setDuration(120);
    const ada = await stage.stranger({ size: 'phone' });
    const { window } = ada;
    await ada.followLink(host.code);
    await window.shows('name-view');
    await window.reload();
    await window.shows('name-view');
    await ada.takeSeat('Ada');
    await ada.seesLobbyOf('Ada');
    await window.reload();
    await ada.seesLobbyOf('Ada');
    const ben = await stage.participant(host.code, 'Ben');
    await host.start();
    await window.hasShown('countdown');
    await window.reload();
    await ada.openQuestion();
    await window.reload();
    await ada.play(3, key.right);
    await window.shows('waiting', /0 of 2|1 of 2/);
    await window.reload();
    await window.shows('waiting', /1 of 2/);
    await ben.play(3, key.wrong);
    await window.shows('own-place', /1st of 2/);
    await window.reload();
    await window.shows('own-place', /1st of 2/);
    expect(window.signOns).toBe(1);
  });
});
