import { expect, it } from 'vitest';
import { letterOf, optionOfKey } from './option-keys';

it.each([
  ['1', 0],
  ['9', 8],
  ['0', 9],
  ['a', 0],
  ['J', 9],
  ['k', null],
  ['Enter', null],
  ['', null],
])('%j means option %j', (key, option) => {
  expect(optionOfKey(key)).toBe(option);
});

it('labels options', () => {
  expect([0, 9].map(letterOf)).toEqual(['A', 'J']);
});
