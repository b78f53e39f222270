// From the home page to the summary with a real question set, through what a real evening brings.
import { describe, expect } from 'vitest';
import type { Results } from '../support/packets';
import { realQuestionSet } from '../support/question-sets';
import type { ServerProcess } from '../support/server-process';
import { AnswerKey, collapsed } from './answer-key';
import { connectionTrouble } from './browser-window';
import type { HostPage } from './host-page';
import type { ParticipantPage } from './participant-page';
import { testInChromium as test, type Stage } from './stage';

const set = realQuestionSet('science-technology');
const key = new AnswerKey(JSON.parse(set.toString('utf8')));
const questions = 10;

interface Company {
  readonly host: HostPage;
  readonly ada: ParticipantPage;
  readonly ben: ParticipantPage;
  readonly eve: ParticipantPage;
  readonly participants: readonly ParticipantPage[];
}

async function gather(stage: Stage, server?: string): Promise<Company> {
  const at = server === undefined ? {} : { server };
  const host = await stage.host({ size: 'desktop', ...at });
  await host.upload(set, 'science-technology.json');
  await host.selectRandom(questions);
  await host.setDuration(60);

  const ada = await stage.stranger({ size: 'phone', ...at });
  await ada.enterCode(host.code);
  await ada.takeSeat('Ada');
  const ben = await stage.participant(host.code, 'Ben', { size: 'phone', ...at });
  const eve = await stage.participant(host.code, 'Eve', { size: 'desktop', ...at });
  await host.hasInLobby(3);
  return { host, ada, ben, eve, participants: [ada, ben, eve] };
}

async function start({ host, participants }: Company): Promise<void> {
  for (const { window } of participants) await window.get('lobby').waitFor();
  await host.start();
  for (const { window } of participants) await window.hasShown('countdown');
}

// Nobody had to sign on again, and everything that was acknowledged is in the results.
async function checkTheEnd({ host, participants }: Company): Promise<void> {
  for (const { summary } of participants) await summary.waitFor();
  await host.summary.waitFor();
  for (const { window } of [host, ...participants]) expect(window.signOns).toBe(1);

  const results = await host.results();
  expect(results.finishReason).toBe('completed');
  expect(results.questions).toHaveLength(questions);
  for (const participant of participants) checkResult(results, participant);
}

function checkResult(results: Results, { name, acknowledged }: ParticipantPage): void {
  const result = results.participants.find((candidate) => candidate.name === name);
  expect(result?.status).toBe('finished');
  expect(result?.score).toBe(acknowledged.at(-1)?.score);
  expect(
    result?.answers.map((answer, index) => ({
      question: collapsed(results.questions[index]?.question ?? ''),
      outcome: answer.outcome,
      awarded: answer.score,
    })),
  ).toEqual(acknowledged.map(({ question, outcome, awarded }) => ({ question, outcome, awarded })));
}

describe.concurrent('a host and three participants go from the home page to the summary', () => {
  test('while the host and a participant reload their pages', async ({ stage }) => {
    const company = await gather(stage);
    const { host, ada, ben, eve } = company;
    await start(company);
    await Promise.all([ada.play(4, key.right), ben.play(3, key.wrong), eve.play(2, key.right)]);

    const seen = await host.standings();
    await host.window.reload();
    await host.window.get('dashboard').waitFor();
    expect(await host.standings()).toEqual(seen);

    const score = await ada.score();
    const open = await ada.openQuestion();
    await ada.window.reload();
    expect(await ada.openQuestion()).toBe(open);
    expect(await ada.score()).toBe(score);

    await Promise.all([ada.play(6, key.right), ben.play(7, key.right), eve.play(8, key.wrong)]);
    await checkTheEnd(company);
  });

  test('while the server crashes', async ({ stage, startServer }) => {
    const server = await startServer();
    const company = await gather(stage, server.url);
    const { host, ada, ben, eve, participants } = company;
    for (const { window } of [host, ...participants]) window.tolerate(connectionTrouble);
    await start(company);
    await Promise.all([ada.play(4, key.right), ben.play(3, key.right), eve.play(2, key.wrong)]);

    const before = await scoresOf(participants);
    const open = await ben.openQuestion();
    await crash(server, async () => {
      // Ada answers into the void.
      await ada.choose(key.right(await ada.openQuestion()));
      await ada.window.get('pending').waitFor();
    });
    await ada.result();
    await ada.goOn();
    expect(await ben.openQuestion()).toBe(open);
    expect(await scoresOf([ben, eve])).toEqual(before.slice(1));
    expect(await scoresOf([ada])).toEqual([ada.acknowledgedScore]);

    await Promise.all([ada.play(5, key.right), ben.play(7, key.right), eve.play(8, key.right)]);
    await checkTheEnd(company);
  });
});

function scoresOf(participants: readonly ParticipantPage[]): Promise<number[]> {
  return Promise.all(participants.map((participant) => participant.score()));
}

async function crash(server: ServerProcess, meanwhile: () => Promise<void>): Promise<void> {
  await server.kill();
  await meanwhile();
  await server.startAgain();
}
