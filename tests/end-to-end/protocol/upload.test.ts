// Uploading question sets: real ones, hostile ones, and forms that are none.
import { describe, expect } from 'vitest';
import { call, form, upload } from '../support/http';
import { questionSet, questionWith, realQuestionSet } from '../support/question-sets';
import { test } from '../support/test';

const mebibyte = 1024 * 1024;

// A set in JSON such that the whole form has so many bytes.
function setOfFormSize(bytes: number): string {
  const set = JSON.stringify(questionSet(3));
  return set + ' '.repeat(bytes - form(set).body.length);
}

describe('real sets', () => {
  const sets = [
    ['for-kids', 759],
    ['geography', 840],
    ['video-games', 596],
    ['science-technology', 2483],
  ] as const;
  test.for(sets)('%s has %i questions', async ([name, questions], { clients }) => {
    const host = await clients.host();
    const answer = await host.upload(realQuestionSet(name));
    expect(answer.status).toBe(201);
    expect(answer.json()).toMatchObject({ questions, categories: [name] });
    await host.next('SESSION-STATE', (state) => state.questionSetUploaded === true);
  });

  test('movies has more than 1 MiB', async ({ clients }) => {
    const host = await clients.host();
    const answer = await host.upload(realQuestionSet('movies'));
    expect(answer.problem).toEqual([413, 'too_large']);
    expect(answer.json().detail).toContain('1 MiB');
    // A smaller one is welcome afterwards.
    expect((await host.upload(questionSet(3))).status).toBe(201);
  });
});

describe('the limit of 1 MiB holds for the whole body', () => {
  test('which may have exactly so many bytes', async ({ clients }) => {
    const host = await clients.host();
    expect((await host.upload(setOfFormSize(mebibyte))).status).toBe(201);
    const refused = await host.upload(setOfFormSize(mebibyte + 1));
    expect(refused.problem).toEqual([413, 'too_large']);
  });

  test('also where nothing tells its size before', async ({ clients }) => {
    const { server, token } = await clients.host();
    const chunked = (bytes: number) => {
      const { contentType, body } = form(setOfFormSize(bytes));
      const pieces = [body.subarray(0, 100_000), body.subarray(100_000)];
      const headers = { 'Content-Type': contentType };
      return call(server, '/question-set-upload', { method: 'POST', token, headers, body: pieces });
    };
    expect((await chunked(mebibyte)).status).toBe(201);
    expect((await chunked(mebibyte + 1)).problem).toEqual([413, 'too_large']);
  });
});

describe('a hostile set', () => {
  const valid = questionWith([0]);
  const invalid = [
    ['no JSON', '[{"question": ', [{ question: 0, field: '' }]],
    ['nothing', '', [{ question: 0, field: '' }]],
    ['no array', '{}', [{ question: 0, field: '' }]],
    ['no questions', '[]', [{ question: 0, field: '' }]],
    ['no UTF-8', Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]), [{ question: 0, field: '' }]],
    ['nested deep', '['.repeat(100_000), [{ question: 0, field: '' }]],
    ['no objects', [valid, null, 'x'], [2, 3].map((question) => ({ question, field: '' }))],
    ['no text', [{ ...valid, question: 7 }], [{ question: 1, field: 'question' }]],
    [
      'a blank text',
      [valid, { ...valid, question: ' \u3000' }],
      [{ question: 2, field: 'question' }],
    ],
    [
      'a long text',
      [{ ...valid, question: 'x'.repeat(1_001) }],
      [{ question: 1, field: 'question' }],
    ],
    ['one option', [{ ...valid, options: ['x'] }], [{ question: 1, field: 'options' }]],
    ['eleven options', [questionWith([0], 11)], [{ question: 1, field: 'options' }]],
    [
      'equal options',
      [{ ...valid, options: ['x', 'y', 'x'] }],
      [{ question: 1, field: 'options[2]' }],
    ],
    ['an empty option', [{ ...valid, options: ['x', ''] }], [{ question: 1, field: 'options[1]' }]],
    [
      'a long option',
      [{ ...valid, options: ['x', 'y'.repeat(501)] }],
      [{ question: 1, field: 'options[1]' }],
    ],
    ['no answers', [{ ...valid, answers: [] }], [{ question: 1, field: 'answers' }]],
    [
      'a missing member',
      [{ question: '?', options: ['x', 'y'] }],
      [{ question: 1, field: 'answers' }],
    ],
    ['a repeated answer', [{ ...valid, answers: [1, 1] }], [{ question: 1, field: 'answers[1]' }]],
    [
      'an answer out of range',
      [{ ...valid, answers: [0, 4] }],
      [{ question: 1, field: 'answers[1]' }],
    ],
    ['a negative answer', [{ ...valid, answers: [-1] }], [{ question: 1, field: 'answers[0]' }]],
    ['half an answer', [{ ...valid, answers: [0.5] }], [{ question: 1, field: 'answers[0]' }]],
    ['a worded answer', [{ ...valid, answers: ['0'] }], [{ question: 1, field: 'answers[0]' }]],
    ['too many questions', questionSet(5_001), [{ question: 0, field: '' }]],
  ] as const;
  test('is told its problem', async ({ clients }) => {
    const { server, token } = await clients.host();
    for (const [what, set, problems] of invalid) {
      const content = typeof set === 'string' || Buffer.isBuffer(set) ? set : JSON.stringify(set);
      const answer = await upload(server, token, content);
      expect([what, ...answer.problem]).toEqual([what, 400, 'invalid_question_set']);
      const told = answer.json().problems.map(({ question, field }: any) => ({ question, field }));
      expect([what, told]).toEqual([what, problems]);
    }
  });

  test('is told all its problems at once, each with its question’s number', async ({ clients }) => {
    const host = await clients.host();
    const set = [
      { ...valid, question: '' },
      valid,
      { ...valid, options: ['x', 'x'], answers: [2, 2] },
      { question: 'Bare?' },
    ];
    const { problems } = (await host.upload(set as any)).json();
    expect(problems.map(({ question, field }: any) => `${question} ${field}`)).toEqual([
      '1 question',
      '3 options[1]',
      '3 answers[0]',
      '3 answers[1]',
      '4 options',
      '4 answers',
    ]);
    for (const { message } of problems) expect(message).not.toBe('');
  });

  test('is told a hundred of many problems', async ({ clients }) => {
    const host = await clients.host();
    const set = questionSet(5_000).map((question) => ({ ...question, answers: [9] }));
    const { problems } = (await host.upload(set)).json();
    expect(problems).toHaveLength(100);
    expect(problems.at(-1).question).toBe(100);
  });

  test('leaves the set before it as it was', async ({ clients }) => {
    const host = await clients.host();
    await host.upload(questionSet(2));
    await host.upload('[]');
    await host.start({ selectedQuestionIndexes: [0, 1] });
  });
});

describe('a set', () => {
  test('at its limits is taken', async ({ clients }) => {
    const host = await clients.host();
    const large = { ...questionWith([0, 9], 10), question: '😀'.repeat(1_000) };
    large.options = large.options.map((_, index) => `${index}`.padEnd(500, 'ß'));
    expect((await host.upload([large])).json()).toMatchObject({ questions: 1 });
    const bare = { ...questionSet(1)[0]!, category: 'c' };
    const many = Array.from({ length: 5_000 }, () => bare);
    expect((await host.upload(many)).json()).toMatchObject({ questions: 5_000 });
  });

  test('may lack categories and have members that nobody knows', async ({ clients }) => {
    const host = await clients.host();
    const bare = { ...questionSet(1)[0]!, category: undefined };
    const set = `\ufeff${JSON.stringify([
      { ...bare, hint: 'none' },
      { ...bare, hint: 7 },
    ])}`;
    const answer = await host.upload(set);
    expect(answer.json()).toMatchObject({ questions: 2, categories: ['General'] });
    const { warnings } = answer.json();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ question: 1, field: 'hint' });
  });

  test('uploaded again replaces the one before', async ({ clients }) => {
    const host = await clients.host();
    const first = (await host.upload(questionSet(3))).json().content_hash;
    const again = (await host.upload(questionSet(3))).json().content_hash;
    const second = (await host.upload(questionSet(2))).json().content_hash;
    expect(again).toBe(first);
    expect(second).not.toBe(first);
    const { questions } = await host.connection.exchange(
      { type: 'REQUEST-HOST-QUESTIONS', payload: {} },
      'RESPONSE-HOST-QUESTIONS',
    );
    expect(questions).toEqual(questionSet(2));
  });

  test('cannot change once the speedrun has started', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada']);
    expect((await host.upload(questionSet(1))).problem).toEqual([409, 'already_started']);
    expect(await participants[0]!.playOn()).toHaveLength(3);
  });
});

describe('what is no form with a set', () => {
  test('is refused', async ({ clients }) => {
    const { server, token } = await clients.host();
    const { contentType, body } = form(JSON.stringify(questionSet(1)));
    const send = (type: string | undefined, content: Buffer | string) =>
      call(server, '/question-set-upload', {
        method: 'POST',
        token,
        headers: type === undefined ? {} : { 'Content-Type': type },
        body: content,
      });
    const set = JSON.stringify(questionSet(1));
    const missing = form(set, 'other');
    const refusals = [
      [await send('application/json', set), 415, 'unsupported_media_type'],
      [await send(undefined, set), 415, 'unsupported_media_type'],
      [await send('application/x-www-form-urlencoded', 'file=[]'), 415, 'unsupported_media_type'],
      [await send('multipart/form-data', body), 400, 'bad_request'],
      [await send('multipart/form-data; boundary=other', body), 400, 'bad_request'],
      [await send(contentType, ''), 400, 'bad_request'],
      [await send(contentType, body.subarray(0, body.length - 20)), 400, 'bad_request'],
      [await send(missing.contentType, missing.body), 400, 'bad_request'],
    ] as const;
    for (const [answer, ...problem] of refusals) expect(answer.problem).toEqual(problem);
    expect((await send(contentType, body)).status).toBe(201);
  });
});
