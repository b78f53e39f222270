import { afterEach, describe, expect, it, vi } from 'vitest';
import { refusalOf } from './http';
import { fetchResults } from './results';
import { signOnAsHost, signOnAsParticipant } from './sign-on';

const answers = (...responses: (Response | Error)[]) => {
  const fetched = vi.fn<(path: string, init: RequestInit) => Promise<Response>>(() => {
    const response = responses.shift();
    return response instanceof Response ? Promise.resolve(response) : Promise.reject(response);
  });
  vi.stubGlobal('fetch', fetched);
  return fetched;
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('refusalOf', () => {
  it('reads problem+json', () => {
    const body = JSON.stringify({
      code: 'invalid_question_set',
      title: 'The question set has problems.',
      problems: [{ question: 3, field: 'options', message: 'too few' }],
    });
    expect(refusalOf({ status: 400, body, retryAfter: null })).toEqual({
      ok: false,
      problem: {
        code: 'invalid_question_set',
        detail: 'The question set has problems.',
        retryAfterSecs: null,
        problems: [{ question: 3, field: 'options', message: 'too few' }],
      },
    });
  });

  it.each([
    [413, 'too_large'],
    [429, 'rate_limited'],
    [401, 'unauthorized'],
    [502, 'unavailable'],
    [418, 'unreadable'],
  ])('makes sense of a proxy’s %i', (status, code) => {
    const outcome = refusalOf({ status, body: '<h1>no</h1>', retryAfter: '7' });
    expect(outcome).toMatchObject({ problem: { code, retryAfterSecs: 7, problems: [] } });
  });
});

describe('signing on', () => {
  it('yields code, token and when it expires', async () => {
    vi.useFakeTimers({ now: 1_000 });
    const fetched = answers(
      Response.json({ access_token: 't', token_type: 'Bearer', expires_in: 60, quiz_id: 'AB' }),
    );
    expect(await signOnAsParticipant('AB')).toEqual({
      ok: true,
      value: { code: 'AB', token: 't', expiresAt: 61_000 },
    });
    expect(fetched.mock.calls[0]?.[0]).toBe('/signon/AB/join');
  });

  it('tells a network that is down from a server that talks nonsense', async () => {
    answers(new TypeError('Failed to fetch'), Response.json({ quiz_id: 5 }));
    expect(await signOnAsHost()).toMatchObject({ problem: { code: 'network' } });
    expect(await signOnAsHost()).toMatchObject({ problem: { code: 'unreadable' } });
  });
});

describe('fetching results', () => {
  it('waits while they are not ready', async () => {
    vi.useFakeTimers();
    const fetched = answers(
      new Response(null, { status: 202, headers: { 'Retry-After': '2' } }),
      new Response(null, { status: 202 }),
      new Response('name,score\n'),
    );
    const results = fetchResults('AB', 'token', 'csv');
    await vi.advanceTimersByTimeAsync(1_999);
    expect(fetched).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1 + 1_500);
    const outcome = await results;
    expect(outcome.ok && (await outcome.value.text())).toBe('name,score\n');
    expect(fetched.mock.calls[0]?.[1].headers).toEqual({
      Authorization: 'Bearer token',
      Accept: 'text/csv',
    });
  });

  it('passes a refusal on', async () => {
    answers(Response.json({ code: 'not_found' }, { status: 404 }));
    expect(await fetchResults('AB', 'token', 'json')).toMatchObject({
      problem: { code: 'not_found' },
    });
  });
});
