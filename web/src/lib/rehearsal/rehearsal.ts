// A rehearsal: a speedrun of its own with the same questions and settings, for bots. Its host's
// credential says what it rehearses; the window that began it keeps the bots, so that a reload finds
// them again.
import type { Outcome } from '$lib/api/outcome';
import { succeeded } from '$lib/api/outcome';
import { uploadQuestionSet } from '$lib/api/question-set-upload';
import { signOnAsHost } from '$lib/api/sign-on';
import type { HostQuestion } from '$lib/protocol/packets';
import type { Credentials } from '$lib/session/credentials';
import { JsonStorage } from '$lib/session/json-storage';
import type { BotPlan } from './bot-messages';
import { skillOf, type Skill, type SkillChoice } from './skills';

export const botRange = { min: 1, max: 50 } as const;

export interface RehearsalPlan {
  readonly bots: number;
  readonly skill: SkillChoice;
}

const tab = new JsonStorage(() => sessionStorage);
const botsKey = (code: string) => `mcs.bots.${code}`;

// The rehearsal's access code. `of` stays as it is.
export async function openRehearsal(
  of: string,
  questions: readonly HostQuestion[],
  { bots, skill }: RehearsalPlan,
  nameOf: (number: number, skill: Skill) => string,
  credentials: Credentials,
): Promise<Outcome<string>> {
  const host = await signOnAsHost();
  if (!host.ok) return host;
  const { code, token } = host.value;
  const file = new File([JSON.stringify(questions)], 'questions.json');
  const uploaded = await uploadQuestionSet(file, token, () => undefined);
  if (!uploaded.ok) return uploaded;
  credentials.keepHost({ ...host.value, rehearsalOf: of });
  credentials.keepDraft(code, credentials.draft(of));
  const plans = Array.from({ length: bots }, (_, number): BotPlan => {
    const its = skillOf(skill, number);
    return { name: nameOf(number + 1, its), skill: its, token: null };
  });
  keepBots(code, plans);
  return succeeded(code);
}

// None in a window that did not begin the rehearsal.
export function botsOf(code: string): readonly BotPlan[] {
  const kept = tab.read(botsKey(code));
  return Array.isArray(kept) ? (kept as BotPlan[]) : [];
}

export function keepBots(code: string, bots: readonly BotPlan[]): void {
  tab.write(botsKey(code), bots);
}

export function closeRehearsal(code: string, credentials: Credentials): void {
  tab.remove(botsKey(code));
  credentials.dropHost(code);
}
