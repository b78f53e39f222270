// Which options are right, as the bots of a rehearsal share it: what the host's page knows, and what
// the first of them are told.
import type { HostQuestion, Payload } from '$lib/protocol/packets';

type Question = Pick<
  Payload<'RESPONSE-PARTICIPANT-QUESTION'>,
  'question' | 'options' | 'numberOfOptionsToSelect'
>;

const identity = ({ question, options }: Pick<Question, 'question' | 'options'>) =>
  JSON.stringify([question, options]);

export class AnswerKey {
  readonly #right = new Map<string, readonly number[]>();

  constructor(questions: readonly HostQuestion[] = []) {
    for (const question of questions) this.#right.set(identity(question), question.answers);
  }

  learn(question: Question, right: readonly number[]): void {
    this.#right.set(identity(question), right);
  }

  // As many as the question wants: the right ones, if they are known and wanted, or others.
  choose(question: Question, wantsRight: boolean, random: () => number): number[] {
    const right = this.#right.get(identity(question)) ?? [];
    if (wantsRight && right.length > 0) return [...right];
    const { options, numberOfOptionsToSelect } = question;
    const shuffled = options
      .map((_, option) => ({ option, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ option }) => option);
    // Those that are wrong first.
    const wrongFirst = wantsRight
      ? shuffled
      : shuffled.sort((a, b) => Number(right.includes(a)) - Number(right.includes(b)));
    return wrongFirst.slice(0, numberOfOptionsToSelect);
  }
}
