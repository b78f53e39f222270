import { coarse, formatsFor } from '../format';

export const { count, counted, secondsOf, deltaOf } = formatsFor('es');

export const ordinal = (value: number) => `${count(value)}.º`;

export function roughly(ms: number): string {
  const { value, unit } = coarse(ms);
  if (value < 1) return 'menos de 1 min';
  return unit === 'min'
    ? `unos ${value} min`
    : `unas ${counted(value, { one: 'hora', other: 'horas' })}`;
}
