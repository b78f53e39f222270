import { coarse, formatsFor } from '../format';

export const { count, counted, secondsOf, deltaOf } = formatsFor('en');

const ordinalRules = new Intl.PluralRules('en', { type: 'ordinal' });
const ordinalEndings: Partial<Record<Intl.LDMLPluralRule, string>> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
};

export function ordinal(value: number): string {
  return `${count(value)}${ordinalEndings[ordinalRules.select(value)] ?? 'th'}`;
}

// "about 3 min", "under 1 min".
export function roughly(ms: number): string {
  const { value, unit } = coarse(ms);
  if (value < 1) return 'under 1 min';
  return unit === 'min'
    ? `about ${value} min`
    : `about ${counted(value, { one: 'hour', other: 'hours' })}`;
}
