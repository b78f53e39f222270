import { describe, expect, it } from 'vitest';
import { answerOf, ParticipantClient, timeoutOf } from './participant.test-support';
import { ownDurationMs, stoppedAt } from './participant-view';

describe('extra time', () => {
  it('lets one’s own clock run longer', () => {
    const client = new ParticipantClient().running({ extraTimePercent: 50 });
    expect(client.state.extraTimePercent).toBe(50);
    expect(ownDurationMs(client.state)).toBe(15_000);
    client.question({ remainingMs: 15_000, timeLimitMs: 15_000 }).sent();
    expect(client.waits(14_000).sent()).toEqual([]);
    client.does({ name: 'option-chosen', option: 1 });
    expect(client.sent()).toEqual([answerOf(0, [1], 14)]);
    expect(stoppedAt(client.state)).toBe(client.now);
    // Its part counts, and the clock stays where it stopped.
    client.result({ durationMs: 9_333 });
    expect(stoppedAt(client.state)).toBeCloseTo(client.now, -1);
  });

  it('ends with the question’s own limit', () => {
    const client = new ParticipantClient().running();
    client.question({ remainingMs: 3_000, timeLimitMs: 15_000 }).sent();
    expect(client.waits(3_000).sent()).toEqual([timeoutOf(0)]);
    expect(client.state.answer?.durationSecs).toBe(15);
  });

  it('is gone when the session says so', () => {
    const client = new ParticipantClient().running({ extraTimePercent: 50 }).running();
    expect(client.state.extraTimePercent).toBe(0);
  });
});
