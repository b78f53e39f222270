// Choosing questions for a speedrun: filters, bounds, and what still stands in the way of a start.
import type { HostQuestion, Payload } from '$lib/protocol/packets';
import { encode } from '$lib/protocol/codec';

export type HostConfig = Payload<'HOST-CONFIG'>;

// A host's frame may have 16 KiB.
export const maxFrameBytes = 16 * 1_024;
// Of these, the names of the categories may take this much; what does not fit is left out, since
// they are only for show.
const maxCategoryBytes = 4 * 1_024;

export const durationRange = { min: 1, max: 600 } as const;
export const maxQuizNameCharacters = 100;

export interface Draft {
  readonly quizName: string;
  readonly duration: number; // Seconds per question.
  readonly selected: ReadonlySet<number>; // Indexes into the question set.
}

export interface Filter {
  readonly text: string;
  readonly categories: ReadonlySet<string>; // Empty: all.
}

const utf8 = new TextEncoder();
const bytesOf = (text: string) => utf8.encode(text).length;

// The categories of a set and how many questions each has, by name.
export function categoryCounts(questions: readonly HostQuestion[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { category } of questions) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a.localeCompare(b));
}

// Indexes of the questions that pass; the text is looked for in questions and options.
export function matching(questions: readonly HostQuestion[], filter: Filter): number[] {
  const wanted = filter.text.trim().toLowerCase();
  const found: number[] = [];
  questions.forEach((question, index) => {
    if (filter.categories.size > 0 && !filter.categories.has(question.category)) return;
    const hit =
      question.question.toLowerCase().includes(wanted) ||
      question.options.some((option) => option.toLowerCase().includes(wanted));
    if (hit) found.push(index);
  });
  return found;
}

export function configOf(draft: Draft, questions: readonly HostQuestion[]): HostConfig {
  const selected = [...draft.selected].sort((a, b) => a - b);
  return {
    quizName: draft.quizName.trim(),
    categories: categoriesOf(selected, questions),
    duration: draft.duration,
    selectedQuestionIndexes: selected,
  };
}

function categoriesOf(selected: readonly number[], questions: readonly HostQuestion[]): string[] {
  const distinct = new Set<string>();
  for (const index of selected) {
    const question = questions[index];
    if (question !== undefined) distinct.add(question.category);
  }
  let bytes = 0;
  return [...distinct]
    .filter((category) => (bytes += bytesOf(JSON.stringify(category)) + 1) <= maxCategoryBytes)
    .slice(0, 1_000);
}

export function frameBytes(config: HostConfig): number {
  return bytesOf(encode({ type: 'HOST-CONFIG', payload: config }));
}

// Adds questions to a selection until the frame that starts the speedrun would be too large.
export function withAdded(
  draft: Draft,
  indexes: readonly number[],
  questions: readonly HostQuestion[],
): { readonly selected: ReadonlySet<number>; readonly leftOut: number } {
  const rest = frameBytes(configOf({ ...draft, selected: new Set() }, questions));
  // Categories of the added ones and a quiz name typed later must still fit.
  let room = maxFrameBytes - rest - bytesOfCategories(questions) - bytesInName(draft);
  const selected = new Set(draft.selected);
  for (const index of selected) room -= bytesOfIndex(index);
  let leftOut = 0;
  for (const index of indexes) {
    if (selected.has(index)) continue;
    if (bytesOfIndex(index) > room) {
      ++leftOut;
      continue;
    }
    room -= bytesOfIndex(index);
    selected.add(index);
  }
  return { selected, leftOut };
}

function bytesOfCategories(questions: readonly HostQuestion[]): number {
  const all = questions.map((_, index) => index);
  return bytesOf(JSON.stringify(categoriesOf(all, questions)));
}

// A name of the allowed length, each character of up to four bytes.
const bytesInName = (draft: Draft) => maxQuizNameCharacters * 4 - bytesOf(draft.quizName);

// With its comma.
const bytesOfIndex = (index: number) => String(index).length + 1;

// `count` of the indexes, each choice equally likely (the first steps of a Fisher-Yates shuffle).
export function randomOf(
  indexes: readonly number[],
  count: number,
  random: () => number = Math.random,
): number[] {
  const pool = [...indexes];
  const wanted = Math.min(count, pool.length);
  for (let i = 0; i < wanted; ++i) {
    const other = i + Math.floor(random() * (pool.length - i));
    [pool[i], pool[other]] = [pool[other] as number, pool[i] as number];
  }
  return pool.slice(0, wanted);
}

export type StartObstacle =
  | 'no-question-set'
  | 'no-questions-selected'
  | 'duration-out-of-range'
  | 'name-too-long'
  | 'too-many-questions';

export function obstacles(
  draft: Draft,
  questions: readonly HostQuestion[] | null,
): StartObstacle[] {
  if (questions === null) return ['no-question-set'];
  const found: StartObstacle[] = [];
  if (draft.selected.size === 0) found.push('no-questions-selected');
  const { duration } = draft;
  const inRange = duration >= durationRange.min && duration <= durationRange.max;
  if (!Number.isInteger(duration) || !inRange) found.push('duration-out-of-range');
  if ([...draft.quizName.trim()].length > maxQuizNameCharacters) found.push('name-too-long');
  if (frameBytes(configOf(draft, questions)) > maxFrameBytes) found.push('too-many-questions');
  return found;
}

const smallSet = 20;
const proposal = 10;

// What is selected before the host chooses: all of a small set, some of a large one, so that a
// start is never far.
export function firstSelection(
  questions: readonly HostQuestion[],
  random: () => number = Math.random,
): ReadonlySet<number> {
  const all = questions.map((_, index) => index);
  return new Set(all.length <= smallSet ? all : randomOf(all, proposal, random));
}

// Tells question sets apart (FNV-1a over the questions' texts and their number).
export function fingerprintOf(questions: readonly HostQuestion[]): string {
  let hash = 0x811c9dc5;
  for (const { question } of questions) {
    for (let i = 0; i < question.length; ++i) {
      hash = Math.imul(hash ^ question.charCodeAt(i), 0x01000193);
    }
  }
  return `${questions.length}-${(hash >>> 0).toString(16)}`;
}

// How long a participant takes at most; null while that is not settled.
export function longestRunMs({ selected, duration }: Draft): number | null {
  const ms = selected.size * duration * 1_000;
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}
