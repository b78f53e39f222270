// What a person has chosen for this browser: language and appearance.
import { JsonStorage } from '$lib/session/json-storage';

export type Theme = 'auto' | 'light' | 'dark';

const storage = new JsonStorage(() => localStorage);
const languageKey = 'mcs.language';
const themeKey = 'mcs.theme';

export const preferences = {
  get language(): string | null {
    const language = storage.read(languageKey);
    return typeof language === 'string' ? language : null;
  },
  set language(language: string) {
    storage.write(languageKey, language);
  },

  get theme(): Theme {
    const theme = storage.read(themeKey);
    return theme === 'light' || theme === 'dark' ? theme : 'auto';
  },
  set theme(theme: Theme) {
    storage.write(themeKey, theme);
    applyTheme();
  },
};

export function applyTheme(): void {
  const { theme } = preferences;
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
