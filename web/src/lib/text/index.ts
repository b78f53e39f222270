// The words in the language in use.
import type { Problem } from '$lib/api/outcome';
import { english, type Text } from './english';

export const text: Text = english;

// What happened and what to do about it. A code that this version does not know comes with the
// server's own words.
export function wordsFor({ code, detail }: Pick<Problem, 'code' | 'detail'>): string {
  return text.problems.words[code] ?? (detail || text.problems.otherwise);
}
