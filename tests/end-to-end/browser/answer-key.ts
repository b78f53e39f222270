// What is right, for tests that play: an option's index for a question's text.
import type { QuestionSet } from '../support/question-sets';

// As a page shows it.
export const collapsed = (text: string) => text.replaceAll(/\s+/gu, ' ').trim();

// Chooses options for a question.
export type Strategy = (question: string) => readonly number[];

export class AnswerKey {
  private readonly questions: ReadonlyMap<string, QuestionSet[number]>;

  // The set's questions must differ.
  constructor(set: QuestionSet) {
    this.questions = new Map(set.map((question) => [collapsed(question.question), question]));
  }

  readonly right: Strategy = (text) => this.of(text).answers;

  // As many as are to be chosen, and at least one of them wrong.
  readonly wrong: Strategy = (text) => {
    const { options, answers } = this.of(text);
    const others = options.map((_, index) => index).filter((index) => !answers.includes(index));
    return [...others, ...answers].slice(0, answers.length);
  };

  private of(text: string): QuestionSet[number] {
    const question = this.questions.get(text);
    if (!question) throw new Error(`the set has no question "${text}"`);
    return question;
  }
}
