// Question sets in other programs' formats: previewed, and uploaded as they are.
import { describe, expect } from 'vitest';
import { upload } from '../support/http';
import { importFile, questionSet } from '../support/question-sets';
import { test } from '../support/test';

const preview = { path: '/question-set-upload?preview=1' };

describe('a preview', () => {
  const files = [
    ['gift.txt', 'gift', 12, 11],
    ['aiken.txt', 'aiken', 6, 6],
    ['moodle.xml', 'moodle_xml', 4, 7],
    ['open-trivia-db.json', 'open_trivia_db', 3, 0],
    ['open-trivia-db-base64.json', 'open_trivia_db', 3, 0],
    ['own.csv', 'csv', 4, 1],
    ['kahoot.csv', 'csv', 3, 2],
    ['quizizz.tsv', 'csv', 2, 3],
  ] as const;
  test.for(files)('of %s', async ([name, format, questions, skipped], { clients }) => {
    const { server, token } = await clients.host();
    const answer = await upload(server, token, importFile(name), preview);
    expect(answer.status).toBe(200);
    const told = answer.json();
    expect(told).toMatchObject({ format, skipped });
    expect(told.questions).toHaveLength(questions);
    const skips = told.warnings.filter((warning: any) => warning.skipped);
    expect(skips).toHaveLength(skipped);
    for (const { message } of skips) expect(message).not.toBe('');
  });

  test('can be uploaded as it comes', async ({ clients }) => {
    const { server, token } = await clients.host();
    const { questions } = (await upload(server, token, importFile('gift.txt'), preview)).json();
    const uploaded = await upload(server, token, JSON.stringify(questions));
    expect(uploaded.json()).toMatchObject({ questions: 12, warnings: [] });
  });

  test('keeps nothing', async ({ clients }) => {
    const host = await clients.host();
    await host.upload(questionSet(2));
    await upload(host.server, host.token, importFile('gift.txt'), preview);
    const { questions } = await host.connection.exchange(
      { type: 'REQUEST-HOST-QUESTIONS', payload: {} },
      'RESPONSE-HOST-QUESTIONS',
    );
    expect(questions).toEqual(questionSet(2));
  });

  test('tells what is wrong with a native set as an upload does', async ({ clients }) => {
    const { server, token } = await clients.host();
    const invalid = '[{"question":"","options":["a"],"answers":[7]}]';
    const refused = await upload(server, token, invalid);
    const refusedPreview = await upload(server, token, invalid, preview);
    expect(refusedPreview.problem).toEqual([400, 'invalid_question_set']);
    expect(refusedPreview.json().problems).toEqual(refused.json().problems);
  });

  test('is for hosts, of files that can be read and be uploaded', async ({ clients }) => {
    const { server, token } = await clients.host();
    expect((await upload(server, undefined, 'Q{=a ~b}', preview)).status).toBe(401);
    const unknown = await upload(server, token, 'hello', { ...preview, fileName: 'a.txt' });
    expect(unknown.problem).toEqual([400, 'invalid_question_set']);
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]);
    const refused = await upload(server, token, picture, preview);
    expect(refused.json().problems[0].message).toContain('no text file');
    // Below 1 MiB as GIFT, above as JSON.
    const large = `${'q'.repeat(180)}{=a ~b}\n\n`.repeat(5_000);
    expect((await upload(server, token, large, preview)).problem).toEqual([413, 'too_large']);
  });
});

describe('an upload', () => {
  test('may be in another format, and tells what it skipped', async ({ clients }) => {
    const host = await clients.host();
    const answer = await upload(host.server, host.token, importFile('gift.txt'), {
      fileName: 'q.gift',
    });
    expect(answer.status).toBe(201);
    expect(answer.json()).toMatchObject({ questions: 12 });
    expect(answer.json().warnings[1]).toMatchObject({
      question: 7,
      line: 31,
      code: 'not_multiple_choice',
      skipped: true,
      excerpt: 'What is the capital of Peru?',
    });
    const { questions } = await host.connection.exchange(
      { type: 'REQUEST-HOST-QUESTIONS', payload: {} },
      'RESPONSE-HOST-QUESTIONS',
    );
    expect(questions[0]).toEqual({
      question: 'Which river flows through Vienna?',
      category: 'Geography',
      options: ['Rhine', 'Elbe', 'Danube'],
      answers: [2],
    });
  });
});
