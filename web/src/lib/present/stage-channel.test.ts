import { afterEach, expect, it, vi } from 'vitest';
import { newHost, type HostState } from '$lib/speedrun/host-state';
import type { Stage } from './stage';
import { StageReceiver, StageSender } from './stage-channel';

const open: { close(): void }[] = [];
afterEach(() => open.splice(0).forEach((end) => end.close()));

const hostAt = (totalParticipants: number): HostState => ({
  ...newHost,
  room: { ...newHost.room, totalParticipants },
});

const sender = (code: string) => {
  const end = new StageSender(code);
  open.push(end);
  return end;
};
const receiver = (code: string) => {
  const stages: (Stage | null)[] = [];
  open.push(new StageReceiver(code, (stage) => stages.push(stage)));
  return stages;
};
const people = (stages: readonly (Stage | null)[]) => stages.at(-1)?.room.totalParticipants ?? null;

it('tells a screen that comes later what there is, and then what changes', async () => {
  const host = sender('AAAA');
  host.show(hostAt(3));
  const stages = receiver('AAAA');
  await vi.waitFor(() => expect(people(stages)).toBe(3));
  host.show(hostAt(4));
  host.show(hostAt(5));
  await vi.waitFor(() => expect(people(stages)).toBe(5));
});

it('finds a host’s page that is opened later', async () => {
  const stages = receiver('BBBB');
  const host = sender('BBBB');
  host.show(hostAt(7));
  await vi.waitFor(() => expect(people(stages)).toBe(7), { timeout: 4_000 });
});

it('keeps speedruns apart', async () => {
  const host = sender('CCCC');
  host.show(hostAt(1));
  const others = receiver('DDDD');
  const own = receiver('CCCC');
  await vi.waitFor(() => expect(people(own)).toBe(1));
  expect(others).toEqual([]);
});
