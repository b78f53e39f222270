// What all tests of the distributed form share: one stand.
import type { TestProject } from 'vitest/node';
import { RunningStand, type StandAddress } from './stand';

declare module 'vitest' {
  interface ProvidedContext {
    stand: StandAddress;
  }
}

const instances = Number(process.env['MCS_INSTANCES'] ?? 3);
let running: Promise<RunningStand> | undefined;
let users = 0;

export default async function (project: TestProject): Promise<() => Promise<void>> {
  running ??= RunningStand.start(instances);
  ++users;
  const stand = await running;
  project.provide('stand', stand.address);
  project.provide('server', `http://127.0.0.1:${stand.address.port}`);
  project.provide('ownServers', false);
  return async () => {
    if (--users === 0) await stand.stop();
  };
}
