import { describe, expect, it } from 'vitest';
import english from './en';
import englishHosting from './en/hosting';
import { languageFor, languages, loaders, type Language } from './languages';

it.each([
  [['de-AT', 'en'], 'de'],
  [['pt', 'FR'], 'fr'],
  [['pt'], 'en'],
  [[], 'en'],
] as const)('%j is best served by %s', (preferred, language) => {
  expect(languageFor(preferred)).toBe(language);
});

// The types hold the catalogues to each other; these are what types cannot see.
describe.each(Object.keys(languages) as Language[])('the catalogue %s', (language) => {
  const sayings = (value: unknown, path = ''): [string, string][] => {
    if (typeof value === 'string') return [[path, value]];
    if (typeof value === 'function') {
      const said = (value as (...values: number[]) => string)(2, 3, 4, 5);
      return [[path, said]];
    }
    return Object.entries(value as object).flatMap(([key, inner]) =>
      sayings(inner, `${path}.${key}`),
    );
  };

  it('says something everywhere', async () => {
    const { default: all } = await loaders[language].all();
    const { default: hosting } = await loaders[language].hosts();
    const said = sayings({ all, hosting });
    const original = sayings({ all: english, hosting: englishHosting });
    expect(said.map(([path]) => path)).toEqual(original.map(([path]) => path));
    for (const [path, words] of said) {
      expect(words.trim(), path).not.toBe('');
      expect(words, path).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('leaves out nothing that it is told', async () => {
    const { default: text } = await loaders[language].all();
    expect(text.race.behind(7, 'Ada')).toMatch(/7.*Ada|Ada.*7/);
    expect(text.waiting.finished(3, 14)).toMatch(/3.*14|14.*3/);
    expect(text.race.place(2, 14)).toMatch(/2.*14|14.*2/);
    expect(text.join.nameTooLong(33)).toContain('33');
  });
});
