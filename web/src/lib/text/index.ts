// The words in the language in use. chooseLanguage() must have loaded them before the first screen
// is shown; another choice reloads the page, which loses nothing.
import type { Problem } from '$lib/api/outcome';
import type { Text } from './en';
import type { HostText } from './en/hosting';
import type { ResultsText } from './en/results';
import { languageFor, loaders, type Language } from './languages';

export let text: Text;
// Only for screens that wait for loadHostText().
export let hostText: HostText;
// Only for what waits for loadResultsText().
export let resultsText: ResultsText;

let language: Language;

// `wanted` is the person's own choice, or null; `preferred` the browser's, the best first.
export async function chooseLanguage(
  wanted: string | null,
  preferred: readonly string[],
): Promise<void> {
  language = languageFor(wanted === null ? preferred : [wanted, ...preferred]);
  text = (await loaders[language].all()).default;
  document.documentElement.lang = language;
}

export async function loadHostText(): Promise<void> {
  hostText = (await loaders[language].hosts()).default;
}

export async function loadResultsText(): Promise<void> {
  resultsText = (await loaders[language].results()).default;
}

// What happened and what to do about it. A code that this version does not know comes with the
// server's own words.
export function wordsFor({ code, detail }: Pick<Problem, 'code' | 'detail'>): string {
  const words: Readonly<Record<string, string | undefined>> = text.problems.words;
  return words[code] ?? (detail || text.problems.otherwise);
}
