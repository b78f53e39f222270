import { coarse, formatsFor } from '../format';

export const { count, counted, secondsOf, deltaOf } = formatsFor('fr');

export const ordinal = (value: number) => (value === 1 ? '1er' : `${count(value)}e`);

export function roughly(ms: number): string {
  const { value, unit } = coarse(ms);
  if (value < 1) return 'moins de 1 min';
  return unit === 'min'
    ? `environ ${value} min`
    : `environ ${counted(value, { one: 'heure', other: 'heures' })}`;
}
