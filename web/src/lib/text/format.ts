// Numbers and times in words; the language's part of the catalogue.

const numbers = new Intl.NumberFormat('en');
const oneDecimal = new Intl.NumberFormat('en', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

export const count = (value: number) => numbers.format(value);

export function counted(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

const ordinalRules = new Intl.PluralRules('en', { type: 'ordinal' });
const ordinalEndings: Partial<Record<Intl.LDMLPluralRule, string>> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
};

export function ordinal(value: number): string {
  return `${count(value)}${ordinalEndings[ordinalRules.select(value)] ?? 'th'}`;
}

// 1:05, 12:00, 1:02:03.
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const rest = two(seconds % 60);
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

export const secondsOf = (ms: number) => `${oneDecimal.format(ms / 1_000)} s`;

// As split times are written: −0.8, +1.2.
const signed = new Intl.NumberFormat('en', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});
export const deltaOf = (ms: number) => `${signed.format(ms / 1_000).replace('-', '−')} s`;

// "about 3 min", "under 1 min".
export function roughly(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'under 1 min';
  if (minutes < 90) return `about ${minutes} min`;
  return `about ${counted(Math.round(minutes / 60), 'hour', 'hours')}`;
}
