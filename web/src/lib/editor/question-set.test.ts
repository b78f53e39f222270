import { describe, expect, it } from 'vitest';
import {
  blankQuestion,
  categoriesOf,
  editedFrom,
  faultsOf,
  isUntouched,
  moved,
  nativeOf,
  nativeSetOf,
  replaced,
  restored,
  shuffledOptions,
  without,
  type EditedQuestion,
} from './question-set';

const native = [
  { question: 'Q', category: 'C', options: ['a', 'b', 'c'], answers: [0, 2] },
  { question: 'R', category: 'D', options: ['x', 'y'], answers: [1] },
];
const [first] = editedFrom(native) as [EditedQuestion];
const withTexts = (...texts: string[]): EditedQuestion => ({
  ...first,
  options: texts.map((text, id) => ({ id, text, right: id === 0 })),
});

describe('a set', () => {
  it('comes out of the editor as it went in', () => {
    expect(nativeSetOf(editedFrom(native))).toEqual(native);
  });

  it('loses what is left blank, and keeps the right ones right', () => {
    const question = {
      ...first,
      text: ' Q\n',
      category: ' ',
      options: [
        { id: 1, text: '', right: false },
        { id: 2, text: ' a ', right: false },
        { id: 3, text: 'b', right: true },
      ],
    };
    expect(nativeOf(question)).toEqual({
      question: 'Q',
      category: 'General',
      options: ['a', 'b'],
      answers: [1],
    });
  });

  it('is changed one question at a time', () => {
    const set = editedFrom(native);
    const [q, r] = set as [EditedQuestion, EditedQuestion];
    expect(nativeSetOf(replaced(set, { ...q, text: 'S' })).map((it) => it.question)).toEqual([
      'S',
      'R',
    ]);
    expect(without(set, q.id)).toEqual([r]);
    expect(categoriesOf([...set, { ...q, category: ' ' }])).toEqual(['C', 'D']);
  });
});

describe('moving', () => {
  const items = [1, 2, 3, 4].map((id) => ({ id }));
  const order = (id: number, place: number) => moved(items, id, place).map((item) => item.id);

  it('puts one between others', () => {
    expect(order(1, 2)).toEqual([2, 3, 1, 4]);
    expect(order(4, 0)).toEqual([4, 1, 2, 3]);
    expect(order(2, 1)).toEqual([1, 2, 3, 4]);
  });

  it('stays within', () => {
    expect(order(2, -1)).toEqual([2, 1, 3, 4]);
    expect(order(2, 99)).toEqual([1, 3, 4, 2]);
    expect(order(9, 0)).toEqual([1, 2, 3, 4]);
  });
});

describe('shuffling', () => {
  it('moves the mark with the option', () => {
    const shuffled = shuffledOptions(first, () => 0);
    expect(shuffled.options.map(({ text }) => text)).toEqual(['b', 'c', 'a']);
    expect(nativeOf(shuffled).answers).toEqual([1, 2]);
  });
});

describe('faults', () => {
  it('are none of a good question', () => {
    expect(faultsOf(first)).toEqual([]);
    expect(faultsOf(withTexts('a', 'b', '', ''))).toEqual([]);
  });

  it('are all told of a blank one', () => {
    const blank = blankQuestion('C');
    expect(isUntouched(blank)).toBe(true);
    expect(isUntouched(first)).toBe(false);
    expect(faultsOf(blank)).toEqual(['text-missing', 'too-few-options', 'right-missing']);
  });

  it('count characters, not their parts', () => {
    expect(faultsOf({ ...first, text: '😀'.repeat(1_000) })).toEqual([]);
    expect(faultsOf({ ...first, text: '😀'.repeat(1_001) })).toEqual(['text-too-long']);
    expect(faultsOf({ ...first, category: 'c'.repeat(201) })).toEqual(['category-too-long']);
    expect(faultsOf(withTexts('a', 'b'.repeat(501)))).toEqual(['option-too-long']);
  });

  it('see repeated options, and a right one that is blank', () => {
    expect(faultsOf(withTexts('a', 'b', 'a '))).toEqual(['option-repeated']);
    expect(faultsOf(withTexts('', 'b', 'c'))).toEqual(['right-blank']);
  });
});

describe('a draft', () => {
  it('comes back as it was, with ids of its own', () => {
    const set = [...editedFrom(native), blankQuestion('C')];
    const again = restored(JSON.parse(JSON.stringify(set)));
    expect(again).toHaveLength(3);
    expect(nativeSetOf(again ?? []).slice(0, 2)).toEqual(native);
    expect(again?.[2]?.options).toHaveLength(4);
    expect(again?.map(({ id }) => id)).not.toEqual(set.map(({ id }) => id));
  });

  it.each([null, 7, {}, [null], [{ text: 'Q' }], [{ text: 'Q', category: 'C', options: 'x' }]])(
    'that is none is not taken: %j',
    (value) => expect(restored(value)).toBeNull(),
  );
});
