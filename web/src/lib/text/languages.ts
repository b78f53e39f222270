// The languages there are. Each is a part of its own, fetched when it is used.
import type { Text } from './en';
import type { HostText } from './en/hosting';
import type { ResultsText } from './en/results';

// By their own names: who looks for one cannot read another.
export const languages = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  ja: '日本語',
} as const;

export type Language = keyof typeof languages;

interface Loaders {
  // What everybody reads, and what only a host's screens say.
  readonly all: () => Promise<{ default: Text }>;
  readonly hosts: () => Promise<{ default: HostText }>;
  // What is said after the race.
  readonly results: () => Promise<{ default: ResultsText }>;
}

export const loaders: Record<Language, Loaders> = {
  en: {
    all: () => import('./en'),
    hosts: () => import('./en/hosting'),
    results: () => import('./en/results'),
  },
  de: {
    all: () => import('./de'),
    hosts: () => import('./de/hosting'),
    results: () => import('./de/results'),
  },
  es: {
    all: () => import('./es'),
    hosts: () => import('./es/hosting'),
    results: () => import('./es/results'),
  },
  fr: {
    all: () => import('./fr'),
    hosts: () => import('./fr/hosting'),
    results: () => import('./fr/results'),
  },
  ja: {
    all: () => import('./ja'),
    hosts: () => import('./ja/hosting'),
    results: () => import('./ja/results'),
  },
};

// The first of the preferred ones that there is, "de-AT" being as good as "de".
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split('-')[0] ?? '';
    if (language in languages) return language as Language;
  }
  return 'en';
}
