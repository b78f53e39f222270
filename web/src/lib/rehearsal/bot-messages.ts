// What a host's page and its bots' worker tell each other.
import type { Problem } from '$lib/api/outcome';
import type { HostQuestion } from '$lib/protocol/packets';
import type { Skill } from './skills';

export interface BotPlan {
  readonly name: string;
  readonly skill: Skill;
  readonly token: string | null; // Null until it has signed on.
}

export interface ToBots {
  readonly code: string;
  readonly bots: readonly BotPlan[];
  readonly questions: readonly HostQuestion[];
}

export type FromBots =
  | { readonly name: 'signed-on'; readonly bot: number; readonly token: string }
  | { readonly name: 'refused'; readonly problem: Problem };
