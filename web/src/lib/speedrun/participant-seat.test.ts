import { describe, expect, it } from 'vitest';
import { ada, bob, ParticipantClient, requestOf } from './participant.test-support';
import { viewOf } from './participant-view';

const config = (name: string) => ({ type: 'PARTICIPANT-CONFIG', payload: { name } });

describe('taking a seat', () => {
  it('sends the chosen name, trimmed, and waits for its confirmation', () => {
    const client = new ParticipantClient().session();
    expect(viewOf(client.state)).toBe('name');
    client.does({ name: 'name-chosen', text: '  Ada ' });
    expect(client.sent()).toEqual([config('Ada')]);
    expect(viewOf(client.state)).toBe('name');
    client.session({ name: 'Ada' });
    expect(client.state).toMatchObject({ name: 'Ada', wantedName: null });
    expect(viewOf(client.state)).toBe('lobby');
    expect(client.sent()).toEqual([]);
  });

  it('keeps a name chosen before the connection stands', () => {
    const client = new ParticipantClient().does({ name: 'name-chosen', text: 'Ada' });
    expect(client.sent()).toEqual([]);
    client.session();
    expect(client.sent()).toEqual([config('Ada')]);
  });

  it('asks again when the connection broke before the confirmation', () => {
    const client = new ParticipantClient().session().does({ name: 'name-chosen', text: 'Ada' });
    client.sent();
    client.loses().session();
    expect(client.sent()).toEqual([config('Ada')]);
  });

  it('does not ask again for a seat that the server turns out to have given', () => {
    const client = new ParticipantClient().session().does({ name: 'name-chosen', text: 'Ada' });
    client.sent();
    client.loses().session({ name: 'Ada' });
    expect(client.sent()).toEqual([]);
    expect(client.state.name).toBe('Ada');
  });

  it('tells a refusal and takes another name', () => {
    const client = new ParticipantClient().session().does({ name: 'name-chosen', text: 'Ada' });
    client.refusal({ code: 'name_taken', about: 'PARTICIPANT-CONFIG' });
    expect(client.state.nameRefusal?.code).toBe('name_taken');
    expect(client.state.wantedName).toBeNull();
    client.sent();
    client.does({ name: 'name-chosen', text: 'Eve' }).waits(2_000);
    expect(client.sent()).toEqual([config('Eve')]);
    expect(client.state.nameRefusal).toBeNull();
  });

  it.each(['lobby_locked', 'speedrun_full'])('does not insist after %s', (code) => {
    const client = new ParticipantClient().session().does({ name: 'name-chosen', text: 'Ada' });
    client.refusal({ code, retryable: true, about: 'PARTICIPANT-CONFIG' });
    client.sent();
    expect(client.waits(10_000).sent()).toEqual([]);
    expect(client.state.nameRefusal?.code).toBe(code);
  });

  it('changes the name; one that stays the same is not sent', () => {
    const client = new ParticipantClient().session({ name: 'Ada' });
    client.does({ name: 'name-chosen', text: 'Ada' });
    expect(client.sent()).toEqual([]);
    client.does({ name: 'name-chosen', text: 'Countess' });
    expect(client.sent()).toEqual([config('Countess')]);
    // The confirmation of something else meanwhile is not one of the name.
    client.session({ name: 'Countess' });
    expect(client.state.name).toBe('Countess');
  });

  it('takes its seat again if the server no longer knows it', () => {
    const client = new ParticipantClient().running();
    client.sent();
    client.refusal({ code: 'not_seated', about: 'REQUEST-PARTICIPANT-QUESTION' }).waits(2_000);
    expect(client.sent()).toEqual([config('Ada')]);
  });
});

describe('the start', () => {
  it('counts three seconds down by the server’s clock, then asks for the first question', () => {
    const client = new ParticipantClient();
    client.session({ name: 'Ada', serverTimeEpochMs: client.now + 500_000 });
    client.waits(7_000).receives({
      type: 'BROADCAST-START',
      payload: {
        startTimeEpochSecs: (client.now + 500_000) / 1_000,
        questionDuration: 10,
        numberOfQuestions: 3,
        quizName: 'Quiz',
      },
    });
    expect(viewOf(client.state)).toBe('countdown');
    expect(client.state.room.quizName).toBe('Quiz');
    expect(client.waits(2_999).sent()).toEqual([]);
    expect(client.waits(1).sent()).toEqual([requestOf(0)]);
  });

  it('never waits longer than that, however wrong our idea of the server’s clock is', () => {
    const client = new ParticipantClient();
    client.session({ name: 'Ada', serverTimeEpochMs: client.now - 3_600_000 });
    client.receives({
      type: 'BROADCAST-START',
      payload: {
        startTimeEpochSecs: client.now / 1_000,
        questionDuration: 10,
        numberOfQuestions: 3,
        quizName: 'Quiz',
      },
    });
    expect(client.waits(3_000).sent()).toEqual([requestOf(0)]);
  });

  it('asks at once when joining late', () => {
    const client = new ParticipantClient().running();
    expect(client.sent()).toEqual([requestOf(0)]);
  });
});

describe('the leaderboard', () => {
  it('moves one’s rank, not one’s score', () => {
    const client = new ParticipantClient().running({ score: 50, rank: 1 });
    client.receives({
      type: 'LEADERBOARD',
      payload: {
        leaderboard: [
          { userId: bob, name: 'Bob', score: 60 },
          { userId: ada, name: 'Ada', score: 55 },
        ],
        totalParticipants: 2,
        truncated: false,
      },
    });
    expect(client.state.standing).toEqual({ score: 50, rank: 2 });
    expect(client.state.room.totalParticipants).toBe(2);
  });
});
