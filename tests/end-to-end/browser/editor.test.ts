// Making a question set by hand or out of other programs' files, and playing it.
import { describe, expect } from 'vitest';
import { importFile, questionSet, type Question, type QuestionSet } from '../support/question-sets';
import { AnswerKey } from './answer-key';
import { EditorPage } from './editor-page';
import { eventually } from './eventually';
import type { HostPage } from './host-page';
import { test, type Stage } from './stage';

const read = (name: string) => importFile(name).toString('utf8');

const rivers: Question = {
  question: 'Which two of these rivers flow into the Black Sea?',
  category: 'Geography',
  options: ['Danube', 'Rhine', 'Dnieper', 'Elbe'],
  answers: [0, 2],
};
const moon: Question = {
  question: 'Who walked on the Moon first?',
  category: 'Space',
  options: ['Aldrin', 'Armstrong'],
  answers: [1],
};

// Everything that was written is raced through and answered right.
async function playAll(stage: Stage, host: HostPage, set: QuestionSet): Promise<void> {
  await host.selectAll();
  await host.setDuration(120);
  await host.startAlone();
  const ada = await stage.participant(host.code, 'Ada', { size: 'phone' });
  await ada.play(set.length, new AnswerKey(set).right);
  expect(ada.acknowledged.map(({ question, outcome }) => [question, outcome])).toEqual(
    set.map(({ question }) => [question, 'correct']),
  );
  await host.summary.waitFor();
}

describe.concurrent('a set made by hand', () => {
  for (const size of ['desktop', 'phone'] as const)
    test(`is played, on a ${size}`, async ({ stage }) => {
      const host = await stage.host({ size });
      const editor = new EditorPage(host);
      await editor.open();
      await editor.add(rivers);
      await host.window.shows('preview-question', /Which two of these rivers/);
      if (size === 'phone') await host.window.get('editor-back').click();
      await editor.add(moon);
      await host.window.shows('editor-state', /Ready to use/);
      await editor.use();
      await host.window.shows('set-size', /2 questions in 2 categories/);
      await playAll(stage, host, [rivers, moon]);
    });

  test('tells what a question lacks, and goes there', async ({ stage }) => {
    const host = await stage.host();
    const { window } = host;
    const editor = new EditorPage(host);
    await editor.open();
    await editor.add({ ...moon, options: ['Aldrin'], answers: [] });
    await window.shows('editor-faults', /at least two options[\s\S]*Mark at least one/);
    await window.shows('editor-state', /1 question needs attention/);
    await editor.add(rivers);
    await window.get('editor-faulty').click();
    expect(await window.get('editor-text').inputValue()).toBe(moon.question);
    await editor.writeOption(1, 'Aldrin');
    await window.shows('editor-faults', /differ/);
    await editor.writeOption(1, 'Armstrong');
    await editor.markRight(2);
    await window.shows('editor-faults', /marked as right is blank/);
    await editor.markRight(2);
    await editor.markRight(1);
    await window.shows('editor-state', /Ready to use/);
  });

  test('survives a reload before it is used, and its end after', async ({ stage }) => {
    const host = await stage.host();
    const { window } = host;
    const editor = new EditorPage(host);
    await editor.open();
    await editor.add(rivers);
    await editor.add({ ...moon, question: 'Half' });
    await window.reload();
    await window.shows('edit-set', /Go on editing/);
    await editor.open();
    expect(await editor.texts()).toEqual([rivers.question, 'Half']);
    await window.page.keyboard.press('Escape');
    await editor.isClosed();
    await editor.open();
    await window.get('editor-discard').click();
    await host.confirm();
    await window.get('editor-first').waitFor();
    await editor.close();
    await window.shows('edit-set', /Write questions/);
  });

  test('is put in order by buttons and by dragging', async ({ stage }) => {
    const host = await stage.host();
    const { window } = host;
    await host.upload(questionSet(4));
    const editor = new EditorPage(host);
    await editor.open();
    const order = (...numbers: number[]) =>
      eventually(async () =>
        expect(await editor.texts()).toEqual(numbers.map((number) => `Question ${number}?`)),
      );
    await order(0, 1, 2, 3);
    await editor.select('Question 1?');
    await window.get('editor-down').click();
    await order(0, 2, 1, 3);
    await window.get('editor-up').click();
    await window.get('editor-up').click();
    await order(1, 0, 2, 3);
    await editor.drag(0, 2);
    await order(0, 2, 1, 3);
    await editor.drag(3, 0);
    await order(3, 0, 2, 1);

    await editor.select('Question 0?');
    await window.get('editor-remove').click();
    await order(3, 2, 1);
    await window.get('editor-undo').click();
    await order(3, 0, 2, 1);
    await window.get('editor-duplicate').click();
    await order(3, 0, 0, 2, 1);
    await window.get('editor-search').fill('question 2');
    await order(2);
    await window.get('editor-search').fill('');
    await editor.use();
    const saved = await window.download('download-set');
    expect(saved.name).toBe('Quiz.json');
    const numbers = (JSON.parse(saved.text) as QuestionSet).map(({ question }) => question);
    expect(numbers).toEqual([3, 0, 0, 2, 1].map((number) => `Question ${number}?`));
  });

  test('is saved as a file that can be uploaded again', async ({ stage }) => {
    const host = await stage.host();
    const editor = new EditorPage(host);
    await editor.open();
    await editor.add(rivers);
    const saved = await host.window.download('editor-save');
    expect(JSON.parse(saved.text)).toEqual([rivers]);
    await editor.close();
    await host.upload(Buffer.from(saved.text), saved.name);
    await host.window.shows('set-size', /1 question in 1 category/);
  });
});

describe.concurrent('importing', () => {
  test('GIFT by dropping it, editing and playing it', async ({ stage }) => {
    const host = await stage.host();
    const { window } = host;
    const editor = new EditorPage(host);
    await host.dropFile('Friday.gift', read('gift.txt'));
    await window.shows('import-format', /GIFT/);
    await window.shows('import-found', /12 questions found/);
    await window.shows('import-skipped', /11 skipped/);
    await window.get('remark-list').filter({ hasText: 'What is the capital of Peru?' }).waitFor();
    // Of all, only two.
    await window.get('import-none').click();
    await window.get('import-checkbox').nth(0).check();
    await window.get('import-search').fill('even');
    await window.get('import-all').click();
    await window.shows('import-append', /Add 2 questions/);
    await window.get('import-append').click();
    await editor.select('Which two of these are even?');
    await window.get('editor-text').fill('Which are even numbers?');
    await editor.writeOption(0, '5');
    await editor.use();
    expect(await window.get('quiz-name').inputValue()).toBe('Friday');
    await playAll(stage, host, [
      {
        question: 'Which river flows through Vienna?',
        category: 'Geography',
        options: ['Rhine', 'Elbe', 'Danube'],
        answers: [2],
      },
      {
        question: 'Which are even numbers?',
        category: 'Science / Computing',
        options: ['5', '4', '8', '9'],
        answers: [1, 2],
      },
    ]);
  });

  test('CSV by pasting it, editing and playing it, on a phone', async ({ stage }) => {
    const host = await stage.host({ size: 'phone' });
    const { window } = host;
    const editor = new EditorPage(host);
    await window.get('paste-set').click();
    await editor.paste(read('own.csv'));
    await window.shows('import-format', /CSV/);
    await window.shows('import-skipped', /1 skipped/);
    await window.shows('remark-list', /a number or a text/);
    await window.get('import-append').click();
    await editor.select('Which letter?');
    await window.get('editor-text').fill('Which letter is the third?');
    await editor.use();
    const set = [
      { question: 'What is 1 + 2?', options: ['2', '3', '4', '5'], answers: [1] },
      { question: 'Which are odd, and why?', options: ['1', '2', '3', '4'], answers: [0, 2] },
      {
        question: 'The "quick" brown fox jumps over the lazy …',
        options: ['cat', 'dog'],
        answers: [1],
      },
      {
        question: 'Which letter is the third?',
        options: ['alpha', 'beta', 'gamma'],
        answers: [2],
      },
    ].map((question) => ({ ...question, category: 'Any' }));
    await playAll(stage, host, set);
  });

  test('by Ctrl+V anywhere on the set-up', async ({ stage }) => {
    const host = await stage.host();
    const { window } = host;
    await window.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await window.page.evaluate((text) => navigator.clipboard.writeText(text), read('aiken.txt'));
    await window.page.keyboard.press('Control+V');
    await window.shows('import-format', /Aiken/);
    await window.shows('import-found', /6 questions found/);
  });

  test('adds to what there is, or replaces it', async ({ stage }) => {
    const host = await stage.host();
    const { window } = host;
    await host.upload(questionSet(2));
    const editor = new EditorPage(host);
    await editor.open();
    const importText = async (text: string) => {
      await window.get('editor-import').click();
      await editor.paste(text);
    };
    await importText('Added?{=yes ~no}');
    await window.get('import-append').click();
    await window.shows('editor-total', /3 questions/);
    await importText('Instead?{=yes ~no}');
    await window.shows('import-replace', /Replace my 3 questions/);
    await window.get('import-replace').click();
    await eventually(async () => expect(await editor.texts()).toEqual(['Instead?']));
    await editor.use();
    await window.shows('set-size', /1 question in 1 category/);
  });

  test('tells why a text cannot be read', async ({ stage }) => {
    const host = await stage.host();
    const { window } = host;
    window.tolerate(/status of 400/);
    const editor = new EditorPage(host);
    await window.get('paste-set').click();
    await editor.paste('hello');
    await window.shows('import-problem', /none of the formats/);
    await editor.paste('Only an essay.{}');
    await window.shows('import-problem', /no multiple-choice question/);
    await editor.paste('Better?{=yes ~no}');
    await window.shows('import-found', /1 question found/);
  });
});
