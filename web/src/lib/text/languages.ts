// The languages there are. Each is a part of its own, fetched when it is used.
import type { Text } from './en';
import type { HostText } from './en/hosting';

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
}

export const loaders: Record<Language, Loaders> = {
  en: {
    all: () => import('./en'),
    hosts: () => import('./en/hosting'),
  },
  de: {
    all: () => import('./de'),
    hosts: () => import('./de/hosting'),
  },
  es: {
    all: () => import('./es'),
    hosts: () => import('./es/hosting'),
  },
  fr: {
    all: () => import('./fr'),
    hosts: () => import('./fr/hosting'),
  },
  ja: {
    all: () => import('./ja'),
    hosts: () => import('./ja/hosting'),
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
