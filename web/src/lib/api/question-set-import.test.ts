import { afterEach, describe, expect, it, vi } from 'vitest';
import { importQuestionSet, looksNative } from './question-set-import';

afterEach(() => vi.unstubAllGlobals());

const answer = (status: number, body: unknown) => {
  const fetched = vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { status })));
  vi.stubGlobal('fetch', fetched);
  return fetched;
};
const file = new File(['Q{=a ~b}'], 'q.gift');

describe('importing', () => {
  it('gives the questions and what was skipped', async () => {
    const questions = [{ question: 'Q', category: 'C', options: ['a', 'b'], answers: [0] }];
    const skip = { question: 2, line: 3, code: 'malformed', skipped: true, message: 'm' };
    const fetched = answer(200, { format: 'gift', questions, skipped: 1, warnings: [skip] });
    expect(await importQuestionSet(file, 'token')).toEqual({
      ok: true,
      value: {
        format: 'gift',
        questions,
        skipped: 1,
        remarks: [{ ...skip, field: '', excerpt: '' }],
      },
    });
    expect(fetched).toHaveBeenCalledWith(
      '/question-set-upload?preview=1',
      expect.objectContaining({ headers: { Authorization: 'Bearer token' } }),
    );
  });

  it('is refused like an upload', async () => {
    answer(400, { code: 'invalid_question_set', problems: [{ question: 0, message: 'm' }] });
    expect(await importQuestionSet(file, 'token')).toMatchObject({
      problem: { code: 'invalid_question_set', problems: [{ question: 0, message: 'm' }] },
    });
    answer(200, {});
    expect(await importQuestionSet(file, 'token')).toMatchObject({
      problem: { code: 'unreadable' },
    });
    vi.stubGlobal('fetch', () => Promise.reject(new Error('no network')));
    expect(await importQuestionSet(file, 'token')).toMatchObject({ problem: { code: 'network' } });
    const large = new File([new Uint8Array(1_048_576)], 'large.csv');
    expect(await importQuestionSet(large, 'token')).toMatchObject({
      problem: { code: 'too_large' },
    });
  });
});

describe('what looks native', () => {
  it.each(['[]', ' [{"question":', '\uFEFF[ {'])('is %j', (text) =>
    expect(looksNative(text)).toBe(true),
  );
  it.each(['[html]Q{=a}', '{"results":[]}', '[{"correct_answer":"a"}]', 'question,a', ''])(
    'is not %j',
    (text) => expect(looksNative(text)).toBe(false),
  );
});
