// Numbers and times as a language writes them; what every catalogue's words are put together with.

// A word in the plural forms that its language has.
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

export function formatsFor(locale: string) {
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const tenths = new Intl.NumberFormat(locale, oneDecimal);
  const signed = new Intl.NumberFormat(locale, { ...oneDecimal, signDisplay: 'exceptZero' });

  const count = (value: number) => numbers.format(value);
  const plural = (value: number, forms: Forms) => forms[plurals.select(value)] ?? forms.other;
  return {
    count,
    plural,
    counted: (value: number, forms: Forms) => `${count(value)} ${plural(value, forms)}`,
    secondsOf: (ms: number) => `${tenths.format(ms / 1_000)} s`,
    // As split times are written: −0.8, +1.2.
    deltaOf: (ms: number) => `${signed.format(ms / 1_000).replace('-', '−')} s`,
  };
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

// A duration in the coarsest unit that says something, for "about 3 min".
export function coarse(ms: number): { readonly value: number; readonly unit: 'min' | 'h' } {
  const minutes = Math.round(ms / 60_000);
  return minutes < 90
    ? { value: minutes, unit: 'min' }
    : { value: Math.round(minutes / 60), unit: 'h' };
}
