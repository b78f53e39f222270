// Every screen and state, in every language: clean by axe, and no wider than the narrowest screen,
// from left to right and from right to left.
import { describe, expect } from 'vitest';
import { violations } from './axe';
import type { BrowserWindow } from './browser-window';
import { test, type Opening } from './stage';
import { Tour } from './tour';

// 1280 px at 400 % zoom, 640 px at 200 %.
const narrowest = { width: 320, height: 640 };

// Between them: light and dark on a phone and on a desktop.
const openings = {
  en: { size: 'desktop', colorScheme: 'light' },
  de: { size: 'phone', colorScheme: 'dark' },
  es: { size: 'desktop', colorScheme: 'dark' },
  fr: { size: 'phone', colorScheme: 'light' },
  ja: { size: 'phone', colorScheme: 'light' },
} as const satisfies Record<string, Opening>;

// What is wider than the screen, in either direction of writing.
function tooWide({ page }: BrowserWindow): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const faults = ['rtl', 'ltr'].flatMap((direction) => {
      root.dir = direction;
      const excess = root.scrollWidth - root.clientWidth;
      if (excess === 0) return [];
      const outside = [...document.querySelectorAll('body *')].filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left < -1 || right > root.clientWidth + 1;
      });
      const names = outside.map((element) => element.outerHTML.slice(0, 90));
      return [`${excess} px too wide, ${direction}: ${names.slice(0, 3).join(' ')}`];
    });
    root.removeAttribute('dir');
    return faults;
  });
}

describe.concurrent('every screen and state', () => {
  for (const [locale, opening] of Object.entries(openings))
    test(`in ${locale}, ${opening.size}, ${opening.colorScheme}`, async ({ stage, line }) => {
      const faults: string[] = [];
      const seen: string[] = [];
      const look = async (window: BrowserWindow, state: string) => {
        seen.push(state);
        for (const violation of await violations(window)) faults.push(`${state}: ${violation}`);
        const usual = window.page.viewportSize()!;
        await window.page.setViewportSize(narrowest);
        for (const fault of await tooWide(window)) faults.push(`${state}: ${fault}`);
        await window.page.setViewportSize(usual);
      };
      await new Tour(stage, { ...opening, locale, reducedMotion: true }, line, look).everywhere();
      expect(faults).toEqual([]);
      expect(seen.length).toBe(new Set(seen).size);
    });
});
