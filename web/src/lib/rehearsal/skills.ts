// How good a rehearsal's bots are: how long they think, and how often they are right.

export const skills = ['swift', 'steady', 'leisurely'] as const;
export type Skill = (typeof skills)[number];
export const skillChoices = ['mixed', ...skills] as const;
export type SkillChoice = (typeof skillChoices)[number];

interface Habits {
  // Parts of a question's time. Who thinks longer than it lasts runs out of it.
  readonly quickest: number;
  readonly slowest: number;
  readonly right: number; // The share of questions.
}

const habits: Record<Skill, Habits> = {
  swift: { quickest: 0.08, slowest: 0.35, right: 0.85 },
  steady: { quickest: 0.2, slowest: 0.6, right: 0.7 },
  leisurely: { quickest: 0.4, slowest: 1.04, right: 0.5 },
};

// Nobody reads faster.
const leastMs = 700;

export function thinkMs(skill: Skill, questionMs: number, random: () => number): number {
  const { quickest, slowest } = habits[skill];
  return Math.max(leastMs, (quickest + (slowest - quickest) * random()) * questionMs);
}

export function knows(skill: Skill, random: () => number): boolean {
  return random() < habits[skill].right;
}

// What the bot with this number, from 0, is like.
export function skillOf(choice: SkillChoice, number: number): Skill {
  return choice === 'mixed' ? (skills[number % skills.length] as Skill) : choice;
}
