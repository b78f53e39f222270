import { describe, expect, it } from 'vitest';
import type { HostQuestion } from '$lib/protocol/packets';
import {
  categoryCounts,
  configOf,
  fingerprintOf,
  firstSelection,
  frameBytes,
  longestRunMs,
  matching,
  maxFrameBytes,
  obstacles,
  randomOf,
  withAdded,
  type Draft,
} from './selection';

const questionsOf = (count: number, category = 'General'): HostQuestion[] =>
  Array.from({ length: count }, (_, index) => ({
    question: `Question ${index}`,
    category,
    options: ['Yes', 'No'],
    answers: [0],
  }));

const draftOf = (selected: Iterable<number>, more: Partial<Draft> = {}): Draft => ({
  quizName: 'Quiz',
  duration: 20,
  selected: new Set(selected),
  ...more,
});

const indexesOf = (questions: readonly unknown[]) => questions.map((_, index) => index);

describe('filtering', () => {
  const questions = [
    ...questionsOf(2, 'Birds'),
    { question: 'What is an OWL?', category: 'Animals', options: ['Bird', 'Fish'], answers: [0] },
  ];

  it('counts categories by name', () => {
    expect(categoryCounts(questions)).toEqual([
      ['Animals', 1],
      ['Birds', 2],
    ]);
  });

  it.each([
    ['nothing given', '', [], [0, 1, 2]],
    ['text of a question, in any case', ' owl', [], [2]],
    ['text of an option', 'fish', [], [2]],
    ['a category', '', ['Birds'], [0, 1]],
    ['both', 'question 1', ['Birds'], [1]],
    ['text elsewhere', 'owl', ['Birds'], []],
  ])('by %s', (_, text, categories, found) => {
    expect(matching(questions, { text, categories: new Set(categories) })).toEqual(found);
  });
});

describe('HOST-CONFIG', () => {
  it('has ascending indexes, the categories selected and a trimmed name', () => {
    const questions = [...questionsOf(11, 'A'), ...questionsOf(1, 'B'), ...questionsOf(1, 'C')];
    expect(configOf(draftOf([10, 11, 2], { quizName: ' Quiz ' }), questions)).toEqual({
      quizName: 'Quiz',
      categories: ['A', 'B'],
      duration: 20,
      selectedQuestionIndexes: [2, 10, 11],
    });
  });

  it('leaves out categories that would fill the frame', () => {
    const questions = Array.from({ length: 500 }, (_, index) => ({
      ...(questionsOf(1)[0] as HostQuestion),
      category: `${'ü'.repeat(100)} ${index}`,
    }));
    const config = configOf(draftOf(indexesOf(questions)), questions);
    expect(config.categories.length).toBeGreaterThan(10);
    expect(frameBytes(config)).toBeLessThan(maxFrameBytes);
  });

  it('always fits after selecting all of 5,000, whatever name is typed later', () => {
    const questions = questionsOf(5_000);
    const { selected, leftOut } = withAdded(draftOf([]), indexesOf(questions), questions);
    expect(selected.size + leftOut).toBe(5_000);
    expect(selected.size).toBeGreaterThan(3_200);
    const draft = draftOf(selected, { quizName: '🏁'.repeat(100) });
    expect(frameBytes(configOf(draft, questions))).toBeLessThanOrEqual(maxFrameBytes);
    expect(obstacles(draft, questions)).toEqual([]);
  });

  it('counts what is selected already', () => {
    const questions = questionsOf(5_000);
    const all = indexesOf(questions);
    const half = withAdded(draftOf([]), all.slice(0, 3_000), questions);
    const whole = withAdded(draftOf(half.selected), all, questions);
    expect(frameBytes(configOf(draftOf(whole.selected), questions))).toBeLessThan(maxFrameBytes);
    expect(whole.selected.size + whole.leftOut).toBe(5_000);
  });
});

describe('random choice', () => {
  it('takes distinct ones of those given', () => {
    const chosen = randomOf([5, 6, 7, 8], 3);
    expect(new Set(chosen).size).toBe(3);
    expect(chosen.every((index) => index >= 5 && index <= 8)).toBe(true);
  });

  it('takes all when there are not enough', () => {
    expect(randomOf([1, 2], 9).sort()).toEqual([1, 2]);
  });

  it('proposes all of a small set and ten of a large one', () => {
    expect(firstSelection(questionsOf(20)).size).toBe(20);
    expect(firstSelection(questionsOf(21)).size).toBe(10);
  });
});

describe('obstacles to a start', () => {
  const questions = questionsOf(3);

  it.each([
    ['no set', draftOf([0]), null, ['no-question-set']],
    ['nothing selected', draftOf([]), questions, ['no-questions-selected']],
    ['no duration', draftOf([0], { duration: NaN }), questions, ['duration-out-of-range']],
    ['half a second', draftOf([0], { duration: 1.5 }), questions, ['duration-out-of-range']],
    ['too long', draftOf([0], { duration: 601 }), questions, ['duration-out-of-range']],
    ['a long name', draftOf([0], { quizName: 'x'.repeat(101) }), questions, ['name-too-long']],
    ['nothing', draftOf([0]), questions, []],
  ])('%s', (_, draft, set, found) => {
    expect(obstacles(draft, set)).toEqual(found);
  });

  it('too many questions', () => {
    const all = questionsOf(5_000);
    expect(obstacles(draftOf(indexesOf(all)), all)).toEqual(['too-many-questions']);
  });
});

describe('fingerprintOf', () => {
  it('tells sets apart', () => {
    expect(fingerprintOf(questionsOf(3))).toBe(fingerprintOf(questionsOf(3)));
    expect(fingerprintOf(questionsOf(3))).not.toBe(fingerprintOf(questionsOf(4)));
    const [first, ...others] = questionsOf(3);
    const changed = [{ ...(first as HostQuestion), question: 'Question 9' }, ...others];
    expect(fingerprintOf(changed)).not.toBe(fingerprintOf(questionsOf(3)));
  });
});

describe('longestRunMs', () => {
  it('is settled once there are questions and seconds', () => {
    expect(longestRunMs(draftOf([1, 2]))).toBe(40_000);
    expect(longestRunMs(draftOf([]))).toBeNull();
    expect(longestRunMs(draftOf([1], { duration: NaN }))).toBeNull();
  });
});
