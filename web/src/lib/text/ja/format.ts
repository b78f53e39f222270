import { coarse, formatsFor } from '../format';

export const { count, secondsOf, deltaOf } = formatsFor('ja');

export const ordinal = (value: number) => `${count(value)}位`;

export function roughly(ms: number): string {
  const { value, unit } = coarse(ms);
  if (value < 1) return '1分未満';
  return unit === 'min' ? `約${value}分` : `約${value}時間`;
}
