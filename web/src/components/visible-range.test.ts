import { describe, expect, it } from 'vitest';
import { visibleRange } from './visible-range';

describe('visibleRange', () => {
  it.each([
    ['the top', 0, { first: 0, end: 16 }],
    ['the middle', 10_000, { first: 194, end: 216 }],
    ['the end', 249_500, { first: 4_984, end: 5_000 }],
    ['past the end of a list that shrank', 400_000, { first: 5_000, end: 5_000 }],
    ['an overscroll at the top', -120, { first: 0, end: 14 }],
  ])('at %s', (_, scrollTop, range) => {
    expect(visibleRange(scrollTop, 500, 50, 5_000)).toEqual(range);
  });

  it('is empty for an empty list', () => {
    expect(visibleRange(0, 500, 50, 0)).toEqual({ first: 0, end: 0 });
  });
});
