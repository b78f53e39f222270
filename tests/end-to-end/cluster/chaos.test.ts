// Bots race while instances, and now and then the reporter, are killed, paused and started again.
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { printed, raceBots, type BotsReport } from '../support/bots';
import { HostClient, type Clients } from '../support/clients';
import type { Payload, Results } from '../support/packets';
import { questionSet } from '../support/question-sets';
import { Random } from '../support/random';
import type { Stand, StandProcess } from '../support/stand';
import { test } from './test';

const setting = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const runs = setting('MCS_CHAOS_RUNS', 1);
const firstSeed = setting('MCS_CHAOS_SEED', Math.floor(Date.now() / 1_000));
const seconds = setting('MCS_CHAOS_SECONDS', 15);
const participants = setting('MCS_CHAOS_PARTICIPANTS', 200);

const thinkMs = Math.min(5_000, (seconds * 1_000) / 15);
const questions = Math.ceil((seconds * 1_000) / thinkMs);
const questionDuration = 120;
const timeLimitMs = seconds * 3_000 + 120_000;

const race = (stand: Stand, code: string, seed: number): Promise<BotsReport> =>
  raceBots({
    url: stand.url,
    // Past nginx, which would cost more than all the rest.
    'speed-run-url': stand.instances.map(({ url }) => url).join(','),
    code,
    participants,
    seed,
    'think-time': `uniform:${Math.round(thinkMs * 0.2)},${Math.round(thinkMs * 1.8)}`,
    'reconnect-rate': 0.01,
    'time-limit': Math.ceil(timeLimitMs / 1_000),
  });

class Troubles {
  kills = 0;
  pauses = 0;

  constructor(
    private readonly stand: Stand,
    private readonly random: Random,
  ) {}

  async until(end: Promise<unknown>): Promise<void> {
    let over = false;
    void end.then(() => (over = true));
    while (!over) {
      await Promise.race([end, delay(this.random.between(200, 5_000))]);
      if (!over) await this.strike();
    }
  }

  private async strike(): Promise<void> {
    const { instances, reporter } = this.stand;
    const dice = this.random.real();
    // Mostly one; at times two, or all of them.
    const count = dice < 0.75 ? 1 : dice < 0.95 ? 2 : instances.length;
    const victims = this.random.some(instances, count);
    if (this.random.real() < 0.1) victims.push(reporter);
    if (this.random.real() < 0.2) return this.pause(victims);
    for (const victim of victims) await victim.kill();
    this.kills += victims.length;
    await delay(this.random.between(0, 4_000));
    for (const victim of victims) victim.startAgain();
    for (const victim of victims) await victim.untilReady();
  }

  private async pause(victims: readonly StandProcess[]): Promise<void> {
    for (const victim of victims) victim.signal('SIGSTOP');
    this.pauses += victims.length;
    await delay(this.random.between(100, 4_000));
    for (const victim of victims) victim.signal('SIGCONT');
  }
}

// What an instance tells a host of a finished speedrun: folded by this instance alone.
async function standingsAt(
  instance: StandProcess,
  { token, quizId }: HostClient,
  clients: Clients,
): Promise<readonly [Payload<'LEADERBOARD'>, Payload<'NOTIFY-HOST-QUIZ-SUMMARY'>]> {
  const host = clients.adopt(
    new HostClient(instance.url, { access_token: token, quiz_id: quizId }),
  );
  await host.connect();
  return [await host.next('LEADERBOARD'), await host.next('NOTIFY-HOST-QUIZ-SUMMARY')];
}

describe('while instances come and go', () => {
  for (let run = 0; run < runs; ++run) {
    const seed = firstSeed + run;
    test(
      `nothing acknowledged is lost or counted twice (MCS_CHAOS_SEED=${seed})`,
      {
        timeout: timeLimitMs + 120_000,
      },
      async ({ clients, stand }) => {
        const { host } = await clients.lobby([], { set: questionSet(questions) });
        const racing = race(stand, host.quizId, seed);
        await host.next(
          'NOTIFY-HOST-PARTICIPANTS',
          ({ totalParticipants }) => totalParticipants === participants,
          60_000,
        );
        const selectedQuestionIndexes = Array.from({ length: questions }, (_, index) => index);
        await host.start({ duration: questionDuration, selectedQuestionIndexes });

        const troubles = new Troubles(stand, new Random(seed));
        const racedBeforeTheEnd = Promise.race([racing, delay(seconds * 1_000)]);
        await troubles.until(racedBeforeTheEnd);
        const report = await racing;
        const { answer, resume } = report.latenciesUs;
        console.log(
          `seed ${seed}: ${troubles.kills} kills, ${troubles.pauses} pauses, ` +
            `${report.answers} answers, p99 ${answer.p99} µs, max ${answer.max} µs; ` +
            `resuming p99 ${resume.p99} µs, max ${resume.max} µs`,
        );
        expect(report, JSON.stringify(report, null, 1)).toMatchObject({
          passed: true,
          faults: 0,
          completed: participants,
          verified: participants,
        });

        const [first, ...others] = await Promise.all(
          stand.instances.map((instance) => standingsAt(instance, host, clients)),
        );
        for (const other of others) expect(other).toEqual(first);
        const reported = (await host.finalResults()).json<Results>();
        expect(reported.finishReason).toBe('completed');
        const replayed = await printed('replay', host.quizId, ...stand.storeOptions);
        expect(JSON.parse(replayed)).toEqual(reported);
      },
    );
  }
});
