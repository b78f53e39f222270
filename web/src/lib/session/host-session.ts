// A host's session.
import { dueAt, hostAfter, needsRenewal, packetDue } from '$lib/speedrun/host-reducer';
import { newHost, type HostEvent, type HostState } from '$lib/speedrun/host-state';
import { SpeedrunSession } from './speedrun-session.svelte';

export type HostSession = SpeedrunSession<HostState, HostEvent>;

export function openHostSession(token: string): HostSession {
  return new SpeedrunSession(token, {
    initial: newHost,
    after: hostAfter,
    packetDue,
    needsRenewal,
    dueAt,
  });
}
