// Coming and going: joining late, leaving, the locked lobby, and being removed.
import { describe, expect } from 'vitest';
import { expectUndisturbed } from '../support/bystander';
import type { ParticipantClient } from '../support/clients';
import { Connection } from '../support/connection';
import { packet } from '../support/refusals';
import { test } from '../support/test';

const takeSeat = packet('PARTICIPANT-CONFIG', { name: 'Cyd' });

describe('the lobby', () => {
  test('shows everyone who comes in', async ({ clients }) => {
    const { host, participants } = await clients.lobby(['Ada', 'Bob']);
    const names = (board: { leaderboard: readonly { name: string }[] }) =>
      board.leaderboard.map(({ name }) => name).sort();
    for (const client of [host, ...participants]) {
      const board = await client.next('LEADERBOARD', (it) => it.leaderboard.length === 2);
      expect(names(board)).toEqual(['Ada', 'Bob']);
      expect(board).toMatchObject({ totalParticipants: 2, truncated: false });
    }
    const { participants: known } = await host.next(
      'NOTIFY-HOST-PARTICIPANTS',
      ({ totalParticipants }) => totalParticipants === 2,
    );
    expect(known.at(-1)).toMatchObject({ name: 'Bob', connected: true, finished: false });
  });

  test('is told of a change of name', async ({ clients }) => {
    const { participants } = await clients.lobby(['Ada', 'Bob']);
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await ada.takeSeat('Adele');
    await bob.next('LEADERBOARD', ({ leaderboard }) =>
      leaderboard.some(({ name, userId }) => name === 'Adele' && userId === ada.userId),
    );
  });

  test('locked, lets nobody in who has no seat yet', async ({ clients }) => {
    const { host, participants } = await clients.lobby(['Ada']);
    const [ada] = participants as [ParticipantClient];
    const cyd = await clients.participant(host);
    await host.lock(true);
    await cyd.next('SESSION-STATE', (state) => state.lobbyLocked);
    expect((await cyd.refusal(takeSeat)).code).toBe('lobby_locked');
    await ada.takeSeat('Adele');
    expect(await ada.connect()).toMatchObject({ name: 'Adele', lobbyLocked: true });
    await host.lock(false);
    await cyd.next('SESSION-STATE', (state) => !state.lobbyLocked);
    await cyd.takeSeat('Cyd');
  });

  test('has as many seats as the server gives it', async ({ clients, startServer }) => {
    const { url: server } = await startServer({ args: ['--max-participants', '2'] });
    const { host, participants } = await clients.lobby(['Ada', 'Bob'], { server });
    const cyd = await clients.participant(host);
    expect(await cyd.refusal(takeSeat)).toMatchObject({ code: 'speedrun_full', retryable: true });
    await host.start({ selectedQuestionIndexes: [0, 1, 2] });
    for (const participant of participants) await participant.next('BROADCAST-START');
    await expectUndisturbed(participants[0]!);
  });
});

describe('joining late', () => {
  test('starts at the first question, at the start of its own', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada']);
    const [ada] = participants as [ParticipantClient];
    await ada.ask(0);
    await ada.answer(0, [0]);
    const cyd = await clients.participant(host);
    expect(cyd.connection.last('SESSION-STATE')).toMatchObject({ phase: 'running' });
    expect(cyd.connection.of('BROADCAST-START')).toEqual([]);
    await cyd.takeSeat('Cyd');
    await cyd.next('BROADCAST-START');
    expect((await cyd.ask(0)).remainingMs).toBe(20_000);
    expect(await cyd.answer(0, [0])).toMatchObject({ outcome: 'correct', totalParticipants: 2 });
    await expectUndisturbed(ada);
    expect(ada.connection.of('BROADCAST-START')).toHaveLength(1);
  });

  test('is told of the start again until the first question', async ({ clients }) => {
    const { participants } = await clients.race(['Ada']);
    const [ada] = participants as [ParticipantClient];
    await ada.connect();
    await ada.next('BROADCAST-START');
    await ada.ask(0);
    await ada.connect();
    await ada.connection.settle();
    expect(ada.connection.of('BROADCAST-START')).toEqual([]);
  });
});

describe('leaving', () => {
  test('keeps the seat, and does not hold up the others', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada', 'Bob']);
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await ada.ask(0);
    await ada.answer(0, [0]);
    await ada.connection.close(1000, 'have to go');
    await host.next('NOTIFY-HOST-PARTICIPANTS', (told) =>
      told.participants.some(({ userId, connected }) => userId === ada.userId && !connected),
    );
    await expectUndisturbed(bob);
    await host.next('BROADCAST-PARTICIPANT-FINISHED');
    await bob.next('LEADERBOARD', ({ totalParticipants }) => totalParticipants === 2);
    expect(await ada.connect()).toMatchObject({ name: 'Ada', nextQuestionIndex: 1 });
    await ada.playOn();
    await bob.next('BROADCAST-QUIZ-FINISHED');
  });
});

describe('a removed participant', () => {
  test('loses seat, connection and token', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada', 'Bob']);
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await ada.ask(0);
    await ada.answer(0, [0]);
    host.kick(ada.userId);
    expect(await ada.connection.closed()).toEqual({ code: 4410, reason: 'removed' });
    const again = await Connection.open(ada.server, ada.token);
    expect((await again.closed()).code).toBe(4410);
    await bob.next(
      'LEADERBOARD',
      ({ totalParticipants, leaderboard }) => totalParticipants === 1 && leaderboard.length === 1,
    );
    await expectUndisturbed(bob);
    await bob.next('BROADCAST-QUIZ-FINISHED');
    const { participants: told } = (await host.finalResults()).json();
    expect(told.map(({ name }: { name: string }) => name)).toEqual(['Bob']);
  });

  test('leaves its name to others', async ({ clients }) => {
    const { host, participants } = await clients.lobby(['Ada']);
    const [ada] = participants as [ParticipantClient];
    host.kick(ada.userId);
    await ada.connection.closed();
    const other = await clients.participant(host);
    expect(await other.takeSeat('Ada')).toMatchObject({ name: 'Ada', totalParticipants: 1 });
  });

  test('who was the last to play ends the speedrun', async ({ clients }) => {
    const { host, participants } = await clients.race(['Ada', 'Bob']);
    const [ada, bob] = participants as [ParticipantClient, ParticipantClient];
    await bob.playOn();
    host.kick(ada.userId);
    await bob.next('BROADCAST-QUIZ-FINISHED');
  });
});
