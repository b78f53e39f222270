// The product's own load generator, which checks everything that it is told.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { binary } from './server-process';

export interface Latency {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface BotsReport {
  readonly passed: boolean;
  readonly completed: number;
  readonly verified: number;
  readonly faults: number;
  readonly answers: number;
  readonly answersPerSecond: number;
  readonly cpuMs: number;
  readonly latenciesUs: Readonly<Record<'answer' | 'resume' | 'seat' | 'start', Latency>>;
}

// Options of `mc-speedrun bots`, by their names.
export type BotsOptions = Readonly<Record<string, string | number>>;

const execute = promisify(execFile);
const maxBuffer = 256 * 1_024 * 1_024;

// Their report, also when they have found something wrong.
export async function raceBots(options: BotsOptions): Promise<BotsReport> {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const { stdout } = await execute(binary(), ['bots', '--json', ...args], { maxBuffer }).catch(
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout) as BotsReport;
}

// What `mc-speedrun` prints, given these arguments.
export async function printed(...args: string[]): Promise<string> {
  return (await execute(binary(), args, { maxBuffer })).stdout;
}
