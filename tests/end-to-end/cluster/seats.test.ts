// One seat, several instances.
import { describe, expect } from 'vitest';
import { ParticipantClient } from '../support/clients';
import type { Results } from '../support/packets';
import { test } from './test';

// The same participant, who connects to this instance and no other.
function at(instance: { url: string }, { token, quizId, userId }: ParticipantClient) {
  const access = { access_token: token, quiz_id: quizId };
  return new ParticipantClient(instance.url, access, userId);
}

describe('a seat with connections on two instances', () => {
  test('belongs to the newer one, and its answers count once', async ({ clients, stand }) => {
    const [first, second] = stand.instances;
    const { host, participants } = await clients.race(['Ada']);
    const [ada] = participants as [ParticipantClient];
    const here = clients.adopt(at(first!, ada));
    const there = clients.adopt(at(second!, ada));
    await here.connect();
    await here.ask(0);
    const answer = await here.answer(0, [0]);
    await there.connect();
    expect(await here.connection.closed()).toEqual({ code: 4409, reason: 'superseded' });

    // The acknowledgement might have been lost: sent again, it is the same.
    const again = await there.resultOf({
      type: 'PARTICIPANT-ANSWER',
      payload: { questionIndex: 0, selectedOptionIndexes: [0], answerDuration: 0 },
    });
    expect(again).toMatchObject({ outcome: 'correct', score: answer.score });
    await there.playOn();
    await host.next('BROADCAST-QUIZ-FINISHED');
    const { participants: final } = (await host.finalResults()).json<Results>();
    expect(final).toHaveLength(1);
    expect(final[0]!.answers.map(({ score }) => score).reduce((a, b) => a + b)).toBe(
      final[0]!.score,
    );
    expect(final[0]!.answers[0]).toMatchObject({ outcome: 'correct', score: answer.scoreAwarded });
  });
});
