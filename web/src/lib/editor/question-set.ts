// A question set while it is edited. Pure: each change gives a new set. Options carry their own
// mark, so that moving or removing one never moves a right answer to another.
import type { HostQuestion } from '$lib/protocol/packets';

export interface EditedOption {
  readonly id: number;
  readonly text: string;
  readonly right: boolean;
}

export interface EditedQuestion {
  readonly id: number;
  readonly text: string;
  readonly category: string;
  readonly options: readonly EditedOption[];
}

export type EditedSet = readonly EditedQuestion[];

export const limits = {
  questions: 5_000,
  text: 1_000,
  category: 200,
  fewestOptions: 2,
  mostOptions: 10,
  option: 500,
} as const;

export const defaultCategory = 'General';

let lastId = 0;
const newId = () => ++lastId;

export const blankOption = (): EditedOption => ({ id: newId(), text: '', right: false });

export function blankQuestion(category: string): EditedQuestion {
  const options = Array.from({ length: 4 }, blankOption);
  return { id: newId(), text: '', category, options };
}

export function editedFrom(questions: readonly HostQuestion[]): EditedSet {
  return questions.map(({ question, category, options, answers }) => ({
    id: newId(),
    text: question,
    category,
    options: options.map((text, index) => ({ id: newId(), text, right: answers.includes(index) })),
  }));
}

// Blank options at the end of a form are no mistake: they are left out.
export function nativeOf(question: EditedQuestion): HostQuestion {
  const options = question.options.filter(({ text }) => text.trim() !== '');
  return {
    question: question.text.trim(),
    category: question.category.trim() || defaultCategory,
    options: options.map(({ text }) => text.trim()),
    answers: options.flatMap(({ right }, index) => (right ? [index] : [])),
  };
}

export const nativeSetOf = (set: EditedSet): HostQuestion[] => set.map(nativeOf);

export const isUntouched = ({ text, options }: EditedQuestion) =>
  text.trim() === '' && options.every((option) => option.text.trim() === '');

export type Fault =
  | 'text-missing'
  | 'text-too-long'
  | 'category-too-long'
  | 'too-few-options'
  | 'option-too-long'
  | 'option-repeated'
  | 'right-missing'
  | 'right-blank';

const lengthOf = (text: string) => [...text.trim()].length;

// What keeps a question from being used, as the server would say it.
export function faultsOf(question: EditedQuestion): Fault[] {
  const faults: Fault[] = [];
  const written = question.options.filter(({ text }) => text.trim() !== '');
  const texts = written.map(({ text }) => text.trim());
  if (lengthOf(question.text) === 0) faults.push('text-missing');
  if (lengthOf(question.text) > limits.text) faults.push('text-too-long');
  if (lengthOf(question.category) > limits.category) faults.push('category-too-long');
  if (written.length < limits.fewestOptions) faults.push('too-few-options');
  if (texts.some((text) => lengthOf(text) > limits.option)) faults.push('option-too-long');
  if (new Set(texts).size < texts.length) faults.push('option-repeated');
  if (question.options.some(({ text, right }) => right && text.trim() === ''))
    faults.push('right-blank');
  else if (!written.some(({ right }) => right)) faults.push('right-missing');
  return faults;
}

export function replaced(set: EditedSet, question: EditedQuestion): EditedSet {
  return set.map((other) => (other.id === question.id ? question : other));
}

export function without<Item extends { readonly id: number }>(
  items: readonly Item[],
  id: number,
): readonly Item[] {
  return items.filter((item) => item.id !== id);
}

export function inserted<Item>(items: readonly Item[], place: number, item: Item): readonly Item[] {
  return [...items.slice(0, place), item, ...items.slice(place)];
}

// `place` is an index of the set as it is without the question.
export function moved<Item extends { readonly id: number }>(
  items: readonly Item[],
  id: number,
  place: number,
): readonly Item[] {
  const item = items.find((other) => other.id === id);
  if (item === undefined) return items;
  return inserted(without(items, id), Math.max(0, place), item);
}

// Each order equally likely (Fisher-Yates).
export function shuffledOptions(
  question: EditedQuestion,
  random: () => number = Math.random,
): EditedQuestion {
  const options = [...question.options];
  for (let i = options.length - 1; i > 0; --i) {
    const other = Math.floor(random() * (i + 1));
    [options[i], options[other]] = [options[other] as EditedOption, options[i] as EditedOption];
  }
  return { ...question, options };
}

export function categoriesOf(set: EditedSet): string[] {
  return [...new Set(set.map(({ category }) => category.trim()).filter((name) => name !== ''))];
}

// Of what was kept as JSON; null if that is none. Ids are given anew: others are in use by now.
export function restored(value: unknown): EditedSet | null {
  if (!Array.isArray(value) || value.length > limits.questions) return null;
  const questions = value.map(restoredQuestion);
  return questions.every((question) => question !== null) ? questions : null;
}

function restoredQuestion(value: unknown): EditedQuestion | null {
  const { text, category, options } = (value ?? {}) as Partial<EditedQuestion>;
  if (typeof text !== 'string' || typeof category !== 'string' || !Array.isArray(options))
    return null;
  return {
    id: newId(),
    text,
    category,
    options: (options as Partial<EditedOption>[]).map((option) => ({
      id: newId(),
      text: String(option.text ?? ''),
      right: option.right === true,
    })),
  };
}
