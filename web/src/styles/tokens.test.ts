import { describe, expect, it } from 'vitest';
import css from './tokens.css?raw';

// Of a token: [light, dark].
function coloursOf(token: string): readonly [string, string] {
  const value = new RegExp(`--${token}: ([^;]+);`).exec(css)?.[1] ?? '';
  const hex = value.match(/#[0-9a-f]{6}/g) ?? [];
  return [hex[0] as string, (hex[1] ?? hex[0]) as string];
}

// Relative luminance, as WCAG 2.2 defines it.
function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

// What axe cannot see: colours that lie behind a text in a pseudo-element of its own.
describe('the contrast', () => {
  const surfaces = ['paper', 'surface', 'sunken'];
  const texts = ['ink', 'ink-soft', 'right', 'wrong', 'late', 'gold'];
  it.each([
    ...surfaces
      .slice(0, 2)
      .flatMap((surface) => texts.map((text) => [text, surface, 4.5] as const)),
    ['ink', 'sunken', 4.5],
    ['ink-soft', 'sunken', 4.5],
    ['on-volt', 'volt', 4.5],
    ['right', 'right-surface', 4.5],
    ['wrong', 'wrong-surface', 4.5],
    ['late', 'late-surface', 4.5],
    ['control-line', 'paper', 3],
    ['control-line', 'surface', 3],
    ['focus', 'paper', 3],
    ['focus', 'surface', 3],
    ['volt-line', 'surface', 3],
  ] as const)('of %s on %s is at least %d', (text, surface, least) => {
    const [a, b] = [coloursOf(text), coloursOf(surface)];
    for (const theme of [0, 1] as const)
      expect(contrast(a[theme], b[theme])).toBeGreaterThanOrEqual(least);
  });
});
