// Setting a speedrun up, watching it, ending it, and taking the results home.
import { describe, expect } from 'vitest';
import { questionSet, realQuestionSet, type QuestionSet } from '../support/question-sets';
import { AnswerKey } from './answer-key';
import { eventually } from './eventually';
import { test } from './stage';

const question = (changes: object) => ({ ...questionSet(1)[0], ...changes });

function isDrawn(canvas: Element): boolean {
  const { width, height } = canvas as HTMLCanvasElement;
  const context = (canvas as HTMLCanvasElement).getContext('2d');
  return context?.getImageData(0, 0, width, height).data.some((value) => value > 0) === true;
}

describe.concurrent('uploading', () => {
  for (const [name, questions] of [
    ['for-kids', '759'],
    ['geography', '840'],
    ['video-games', '596'],
  ] as const)
    test(`${name}.json`, async ({ stage }) => {
      const host = await stage.host({ size: 'phone' });
      await host.upload(realQuestionSet(name), `${name}.json`);
      await host.window.shows('set-size', new RegExp(`^\\s*${questions} questions in 1 category`));
      await host.selectRandom(12);
      await host.window.shows('selected-count', new RegExp(`12 of ${questions} selected`));
    });

  test('movies.json, which is too large', async ({ stage }) => {
    const host = await stage.host({ size: 'phone' });
    host.window.tolerate(/status of 413/, /net::ERR_(CONNECTION|HTTP2|EMPTY)/);
    await host.pickFile('movies.json', realQuestionSet('movies'));
    await host.window.shows('upload-problem', /over 1 MB.*Split it/);
    expect(await host.window.get('upload-problem').getAttribute('data-code')).toBe('too_large');

    await host.upload(questionSet(3));
    await host.window.get('upload-problem').waitFor({ state: 'detached' });
  });

  test('a set full of mistakes, each told with its question', async ({ stage }) => {
    const host = await stage.host({ size: 'phone' });
    host.window.tolerate(/status of 400/);
    const set = [
      question({}),
      question({ answers: [4] }),
      question({ options: ['A', 'A'] }),
      question({ question: '' }),
      question({ options: ['<img src=x onerror=alert(1)>'] }),
      question({ answers: [] }),
    ];
    await host.pickFile('hostile.json', JSON.stringify(set));
    await host.window.shows('upload-problem', /not a valid question set/);
    const told = await host.window.get('problem-list').locator('li').allInnerTexts();
    const numbers = told.map((line) => /^Question (\d+)/.exec(line)?.[1]);
    expect([...new Set(numbers)].sort()).toEqual(['2', '3', '4', '5', '6']);

    await host.pickFile('no-json.json', 'question,answer');
    await host.window.shows('upload-problem', /not a valid question set/);
    expect(await host.window.get('question-picker').count()).toBe(0);
  });

  test('a set with remarks, by dropping it', async ({ stage }) => {
    const host = await stage.host();
    await host.dropFile('Friday night.json', JSON.stringify([question({ hint: 'none' })]));
    await host.window.shows('question-picker');
    await host.window.shows('upload-warnings', /1 remark/);
    expect(await host.window.get('quiz-name').inputValue()).toBe('Friday night');
  });
});

describe.concurrent('setting up', () => {
  test('the choice of questions, and that it outlives a reload', async ({ stage }) => {
    const host = await stage.host({ size: 'phone' });
    const { window } = host;
    await window.shows('start-hint', /Upload a question set first/);
    await host.upload(questionSet(40));
    // Ten are proposed.
    await window.shows('selected-count', /10 of 40 selected/);
    await window.get('unselect-shown').click();
    await window.shows('start-hint', /Select at least one question/);

    await window.get('search').fill('question 3');
    await window.shows('shown-count', /11 shown/);
    await host.selectAll();
    await window.shows('selected-count', /11 of 40 selected/);
    await window.get('search').fill('');
    await window.get('category').filter({ hasText: 'Category 1' }).click();
    await window.shows('shown-count', /20 shown/);
    await window.get('unselect-shown').click();
    await window.shows('selected-count', /5 of 40 selected/);
    await window.get('question-checkbox').first().check();
    await window.shows('selected-count', /6 of 40 selected/);
    await window.get('quiz-name').fill('Friday quiz');
    await host.setDuration(0);
    await window.shows('start-hint', /1 to 600 seconds/);
    await host.setDuration(15);
    await window.shows('start-hint', /Ready/);

    await window.reload();
    await window.shows('selected-count', /6 of 40 selected/);
    expect(await window.get('quiz-name').inputValue()).toBe('Friday quiz');
    expect(await window.get('duration').inputValue()).toBe('15');
  });

  test('sharing the code', async ({ stage }) => {
    const host = await stage.host();
    const { window } = host;
    await window.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = () => window.page.evaluate(() => navigator.clipboard.readText());
    await window.get('copy-code').click();
    await eventually(async () => expect(await copied()).toBe(host.code));
    await window.get('copy-link').click();
    await eventually(async () => expect(await copied()).toBe(`${window.server}/join/${host.code}`));
    await window.get('qr').click();
    await window.page.getByRole('dialog').getByText(host.code.slice(0, 4)).waitFor();
    await window.page.keyboard.press('Escape');
    await window.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('the questions come in the order of the set', async ({ stage }) => {
    const set = questionSet(12);
    const host = await stage.host();
    await host.upload(set);
    await host.setDuration(120);
    await host.selectRandom(5);
    await host.startAlone();
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
    await ada.play(5, new AnswerKey(set).right);
    const numbers = ada.acknowledged.map((answer) => Number(/\d+/.exec(answer.question)?.[0]));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    await host.summary.waitFor();
  });
});

describe.concurrent('the race as its host sees it', () => {
  const set: QuestionSet = questionSet(3);
  const key = new AnswerKey(set);

  test('who is where, and the end by hand', async ({ stage }) => {
    const host = await stage.race(set, { size: 'phone' });
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
    const ben = await stage.participant(host.code, 'Ben', { size: 'phone' });
    await Promise.all([ada.play(2, key.right), ben.play(1, key.wrong)]);
    await eventually(async () =>
      expect(await host.standings()).toEqual([
        { name: 'Ada', score: ada.acknowledgedScore, at: '2 / 3' },
        { name: 'Ben', score: 0, at: '1 / 3' },
      ]),
    );

    await host.window.get('end').click();
    await host.window.shows('confirm-dialog', /2 participants have not finished/);
    await host.window.get('confirm-no').click();
    await host.window.shows('dashboard');
    await host.end();
    await host.summary.waitFor();
    await ada.window.shows('own-place', /You came 1st of 2/);
    await ben.window.shows('own-place', /You came 2nd of 2/);
    await host.window.reload();
    await host.window.shows('podium', /Ada/);
    await ada.window.reload();
    await ada.window.shows('own-place', /You came 1st of 2/);
  });

  test('in charts, and the same in tables', async ({ stage }) => {
    const host = await stage.race(set);
    const { window } = host;
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
    await ada.play(2, key.right);
    const ben = await stage.participant(host.code, 'Ben', { size: 'phone' });
    await ben.play(1, key.wrong);
    const rows = (chart: string) => window.get(chart).locator('tbody tr').allInnerTexts();
    await eventually(async () =>
      expect(await rows('chart-answers')).toEqual(['1\t1\t1\t0', '2\t1\t0\t0', '3\t0\t0\t0']),
    );
    await eventually(async () =>
      expect(await rows('chart-field')).toEqual(['1\t0', '2\t1', '3\t1', '✓\t0']),
    );
    const times = (await rows('chart-times')).map((row) => Number(row.split('\t')[1]));
    expect(times.reduce((a, b) => a + b)).toBe(3);
    for (const chart of ['chart-answers', 'chart-times', 'chart-field'])
      expect(await window.get(chart).locator('canvas').evaluate(isDrawn)).toBe(true);
    await host.end();
  });

  test('kicking out of the race', async ({ stage }) => {
    const host = await stage.race(set);
    const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
    const mallory = await stage.participant(host.code, 'Mallory', { size: 'phone' });
    await mallory.play(1, key.right);
    await host.kick('Mallory');
    await mallory.window.shows('ended-removed');
    await ada.play(3, key.right);
    await host.summary.waitFor();
    const { participants } = await host.results();
    expect(participants.map(({ name }) => name)).toEqual(['Ada']);
  });

  test('the results as files, for host and participant', async ({ stage }) => {
    const host = await stage.race(set);
    const ada = await stage.participant(host.code, 'Ada, "the first"', { size: 'phone' });
    await ada.play(2, key.right);
    await ada.play(1, key.wrong);
    await ada.summary.waitFor();
    await ada.window.get('missed-only').check();
    await eventually(async () => expect(await ada.window.get('review').count()).toBe(1));
    await host.summary.waitFor();

    const results = await host.results();
    expect(results.quizId).toBe(host.code);
    expect(results.participants[0]).toMatchObject({ name: ada.name, rank: 1, status: 'finished' });
    expect(results.questions.map(({ correctCount }) => correctCount)).toEqual([1, 1, 0]);
    for (const page of [host, ada]) {
      const table = await page.window.download('export-csv');
      expect(table.name).toBe(`mc-speedrun-${host.code}.csv`);
      expect(table.text).toContain('"Ada, ""the first"""');
    }
  });
});
