import { describe, expect, it } from 'vitest';
import type { ParticipantState } from '$lib/protocol/packets';
import { newHost, type HostState } from '$lib/speedrun/host-state';
import { bestParticipants, rankedParticipants } from '$lib/speedrun/host-standings';
import { stageOf } from './stage';

const person = (number: number) =>
  ({
    userId: `${number}`,
    name: `N${number % 1_000}`,
    score: (number * 7_919) % 400,
    nextQuestionIndex: number % 11,
  }) as ParticipantState;
const crowd = Array.from({ length: 5_000 }, (_, number) => person(number));

const host = (phase: 'lobby' | 'running' | 'finished'): HostState => ({
  ...newHost,
  room: {
    ...newHost.room,
    phase,
    numberOfQuestions: 100,
    leaderboard: crowd.slice(0, 100).map(({ userId, name }) => ({ userId, name, score: 5 })),
  },
  participants: new Map(crowd.map((participant) => [participant.userId, participant])),
});

it('finds the best of a crowd as putting all in order does', () => {
  for (const most of [1, 12, 6_000])
    expect(bestParticipants(crowd, most)).toEqual(rankedParticipants(crowd).slice(0, most));
  expect(bestParticipants([], 12)).toEqual([]);
});

describe('what the big screen is told of 5,000', () => {
  it('is small, in every phase', () => {
    for (const phase of ['lobby', 'running', 'finished'] as const)
      expect(JSON.stringify(stageOf(host(phase), [])).length).toBeLessThan(5_000);
  });

  it('is who leads and where the field is', () => {
    const { leaders, field, podium } = stageOf(host('running'), []);
    expect(leaders).toEqual(rankedParticipants(crowd).slice(0, 12));
    expect(field.reduce((sum, { people }) => sum + people, 0)).toBe(5_000);
    expect(podium).toEqual([]);
  });

  it('is the server’s leaderboard at the end, and one’s own order without it', () => {
    expect(stageOf(host('finished'), []).podium).toHaveLength(15);
    expect(stageOf(host('finished'), []).podium[14]).toMatchObject({ userId: '14', rank: 1 });
    const ended = host('finished');
    const { podium } = stageOf({ ...ended, room: { ...ended.room, leaderboard: [] } }, []);
    expect(podium).toEqual(rankedParticipants(crowd).slice(0, 15));
  });
});
