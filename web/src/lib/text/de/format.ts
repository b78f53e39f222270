import { coarse, formatsFor } from '../format';

export const { count, counted, secondsOf, deltaOf } = formatsFor('de');

export const ordinal = (value: number) => `${count(value)}.`;

export function roughly(ms: number): string {
  const { value, unit } = coarse(ms);
  if (value < 1) return 'weniger als 1 min';
  return unit === 'min'
    ? `etwa ${value} min`
    : `etwa ${counted(value, { one: 'Stunde', other: 'Stunden' })}`;
}
