// One speedrun, spread over all instances. MCS_CROWD_PARTICIPANTS says how many race; their thinking
// time grows with them, so that the machine can also carry the bots.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect } from 'vitest';
import { raceBots } from '../support/bots';
import type { Results } from '../support/packets';
import { questionSet } from '../support/question-sets';
import type { StandProcess } from '../support/stand';
import { test } from './test';

const participants = Number(process.env['MCS_CROWD_PARTICIPANTS'] ?? 600);
const questions = 3;
const thinkMs = 300 + participants * 1.5;
const questionDuration = 600;
const timeLimitS = 120 + Math.ceil((3 * questions * thinkMs) / 1_000);

const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
const milliseconds = (microseconds: number) => `${(microseconds / 1_000).toFixed(1)} ms`;

function usage(process: StandProcess): string {
  const { cpuSeconds, residentBytes } = process.resources();
  return `${process.name}: ${cpuSeconds.toFixed(1)} s CPU, ${mebibytes(residentBytes)}`;
}

async function redisSays(port: number): Promise<string> {
  const { stdout } = await promisify(execFile)('redis-cli', ['-p', `${port}`, 'info', 'all']);
  const wanted =
    /^(used_memory_peak_human|total_net_(in|out)put_bytes|instantaneous_ops_per_sec|aof_delayed_fsync|cmdstat_(evalsha|xrange|xread|publish|xadd)):.*$/gm;
  return [...stdout.matchAll(wanted)].map(([line]) => line.trim()).join('\n  ');
}

describe('a crowd', () => {
  test(
    'is spread over the instances, and races as one',
    {
      timeout: timeLimitS * 1_000 + 60_000,
    },
    async ({ clients, stand }) => {
      const { host } = await clients.lobby([], { set: questionSet(questions) });
      const share = participants / stand.instances.length;
      const racing = stand.instances.map((instance, index) =>
        raceBots({
          url: stand.url,
          'speed-run-url': instance.url,
          code: host.quizId,
          participants: share,
          seed: index,
          // One address has ports for some 28,000.
          'source-addresses': `127.0.0.${index + 2}`,
          'think-time': `uniform:${Math.round(thinkMs * 0.2)},${Math.round(thinkMs * 1.8)}`,
          'time-limit': timeLimitS,
        }),
      );
      await host.next(
        'NOTIFY-HOST-PARTICIPANTS',
        ({ totalParticipants }) => totalParticipants === participants,
        timeLimitS * 1_000,
      );
      await host.start({
        duration: questionDuration,
        selectedQuestionIndexes: questionSet(questions).map((_, index) => index),
      });
      const reports = await Promise.all(racing);
      for (const [index, { latenciesUs, answers, answersPerSecond, cpuMs }] of reports.entries()) {
        const { answer, start } = latenciesUs;
        console.log(
          `${usage(stand.instances[index]!)}; ${answers} answers, ${answersPerSecond}/s, ` +
            `p50 ${milliseconds(answer.p50)}, p99 ${milliseconds(answer.p99)}, ` +
            `max ${milliseconds(answer.max)}; start p99 ${milliseconds(start.p99)}; ` +
            `bots ${(cpuMs / 1_000).toFixed(1)} s CPU`,
        );
      }
      console.log(`${usage(stand.redis)}\n  ${await redisSays(stand.redisPort)}`);
      for (const report of reports)
        expect(report, JSON.stringify(report, null, 1)).toMatchObject({
          passed: true,
          completed: share,
          verified: share,
        });
      const results = (await host.finalResults()).json<Results>();
      expect(results.participants).toHaveLength(participants);
      expect(results.participants.every(({ answers }) => answers.length === questions)).toBe(true);
    },
  );
});
