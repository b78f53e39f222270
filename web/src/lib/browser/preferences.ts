// What a person has chosen for this browser: language, appearance and sound.
import { JsonStorage } from '$lib/session/json-storage';

export type Theme = 'auto' | 'light' | 'dark';

const storage = new JsonStorage(() => localStorage);
const languageKey = 'mcs.language';
const themeKey = 'mcs.theme';
const soundKey = 'mcs.sound';

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

  // Off on phones unless chosen: a room full of them is loud enough.
  get sound(): boolean {
    const sound = storage.read(soundKey);
    return typeof sound === 'boolean' ? sound : matchMedia('(pointer: fine)').matches;
  },
  set sound(sound: boolean) {
    storage.write(soundKey, sound);
  },
};

export function applyTheme(): void {
  const { theme } = preferences;
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
