// The question-set-loader's package, given what the load balancer sends it: recorded events in, what
// the client would be told out.
import { beforeAll, describe, expect, test } from 'vitest';
import { HostClient, ParticipantClient } from '../../support/clients';
import { questionSet } from '../../support/question-sets';
import { formOverhead, uploadEvent } from './recorded-events';
import type { Stack, Stand } from './stand';

const megabyte = 1024 * 1024;
const set = JSON.stringify(questionSet(3));
const setOf = (size: number) => set.padEnd(size - formOverhead);

interface Running {
  readonly stand: Stand;
  readonly stack: Stack;
}

let running: Running;
let host: HostClient;

const loader = () => running.stack.functions[0]!;

// The answer's status and problem code.
async function told(event: unknown): Promise<[status: number, code?: string]> {
  const { statusCode, body } = await loader().invoke(event);
  const { code } = JSON.parse(body);
  return code === undefined ? [statusCode] : [statusCode, code];
}

function testRefusals(): void {
  const event = (changes?: Record<string, unknown>) => uploadEvent(host.token, set, changes);
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  test.each<[string, () => unknown, [number, string]]>([
    ['no token', () => uploadEvent(undefined, set), [401, 'unauthorized']],
    ['a forged token', () => uploadEvent(`${host.token}x`, set), [401, 'unauthorized']],
    ['no question set', () => uploadEvent(host.token, '['), [400, 'invalid_question_set']],
    ['no form', () => event({ body: base64('no form') }), [400, 'bad_request']],
    ['another method', () => event({ httpMethod: 'GET' }), [405, 'method_not_allowed']],
    ['another path', () => event({ path: '/question-set-upload/x' }), [404, 'not_found']],
  ])('%s', async (_what, refused, expected) => {
    expect(await told(refused())).toEqual(expected);
  });

  test('a participant', async () => {
    const { token } = await ParticipantClient.join(host.server, host.quizId);
    expect((await told(uploadEvent(token, set)))[0]).toBe(403);
  });
}

export function testUploads(on: () => Running): void {
  beforeAll(async () => {
    running = on();
    host = await HostClient.signOn(running.stack.loadBalancer.url);
  });

  test('an upload is taken, with every header of the answer as a list', async () => {
    const answer = await loader().invoke(uploadEvent(host.token, set));
    expect(answer).toMatchObject({ statusCode: 201, statusDescription: '201 Created' });
    expect(answer.multiValueHeaders).toMatchObject({
      'Content-Type': ['application/json'],
      'X-Content-Type-Options': ['nosniff'],
    });
    expect(JSON.parse(answer.body)).toMatchObject({ questions: 3 });
  });

  test('a body of exactly 1 MiB is taken, one byte more is not', async () => {
    const bytes = (event: any) => Buffer.from(event.body, 'base64').length;
    const most = uploadEvent(host.token, setOf(megabyte));
    const more = uploadEvent(host.token, setOf(megabyte + 1));
    expect([bytes(most), bytes(more)]).toEqual([megabyte, megabyte + 1]);
    expect(await told(most)).toEqual([201]);
    expect(await told(more)).toEqual([413, 'too_large']);
  });

  describe('what is refused is told', testRefusals);

  test.each([
    ['null', null],
    ['a list', []],
    ['nothing of HTTP', { Records: [] }],
    ['a body that is not base64', uploadEvent('x', set, { body: '%%%%' })],
  ])(
    'an event that is no request is an error, and the next one is served: %s',
    async (_what, it) => {
      const { failed, body } = await loader().attempt(it);
      expect([failed, body.errorType]).toEqual([true, 'bad_request']);
      expect(await told(uploadEvent(host.token, set))).toEqual([201]);
    },
  );

  test('while the state hangs it answers before its time is over, and goes on afterwards', async () => {
    const event = uploadEvent(host.token, set);
    running.stand.state.hang();
    try {
      const { failed, body } = await loader().attempt(event, 3);
      expect([failed, body.errorType]).toEqual([true, 'timeout']);
      expect(await told(event)).toEqual([503, 'unavailable']);
    } finally {
      running.stand.state.goOn();
    }
    expect(await told(event)).toEqual([201]);
    await running.stack.healthy();
  });
}
