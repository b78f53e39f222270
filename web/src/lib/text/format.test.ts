import { expect, it } from 'vitest';
import { counted, ordinal, roughly } from './en/format';
import { stopwatch } from './format';

it.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [12, '12th'],
  [22, '22nd'],
  [1_003, '1,003rd'],
])('%i is the %s', (value, words) => {
  expect(ordinal(value)).toBe(words);
});

it.each([
  [-5, '0:00'],
  [65_999, '1:05'],
  [3_723_000, '1:02:03'],
])('%i ms on a stopwatch is %s', (ms, words) => {
  expect(stopwatch(ms)).toBe(words);
});

it('counts in words', () => {
  const points = { one: 'point', other: 'points' };
  expect(counted(1, points)).toBe('1 point');
  expect(counted(2_500, points)).toBe('2,500 points');
});

it.each([
  [20_000, 'under 1 min'],
  [200_000, 'about 3 min'],
  [36_000_000, 'about 10 hours'],
])('%i ms is %s', (ms, words) => {
  expect(roughly(ms)).toBe(words);
});
