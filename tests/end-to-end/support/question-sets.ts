// Question sets: made to measure, and the real ones.
import { readFileSync } from 'node:fs';

export interface Question {
  question: string;
  category: string;
  options: string[];
  answers: number[];
}
export type QuestionSet = Question[];

// Question i has the right option i mod 4.
export function questionSet(count: number): QuestionSet {
  return Array.from({ length: count }, (_, index) => ({
    question: `Question ${index}?`,
    category: `Category ${index % 2}`,
    options: ['A', 'B', 'C', 'D'],
    answers: [index % 4],
  }));
}

// Right options 0 and 2 of 4, and so on: what a participant may select several of.
export function questionWith(answers: number[], options = 4): Question {
  return {
    question: `Which ${answers.length} of these ${options}?`,
    category: 'Several',
    options: Array.from({ length: options }, (_, index) => `Option ${index}`),
    answers,
  };
}

const folder = new URL('../../data/', import.meta.url);

export function realQuestionSet(name: string): Buffer {
  return readFileSync(new URL(`question-sets/${name}.json`, folder));
}

// A set in another format.
export function importFile(name: string): Buffer {
  return readFileSync(new URL(`import/${name}`, folder));
}
