// What a bot says: an ordinary participant's packets, each a while after what it heard. Knows no
// connection and no clock.
import type { ClientPacket, Payload, ServerPacket } from '$lib/protocol/packets';
import type { AnswerKey } from './answer-key';
import { knows, thinkMs, type Skill } from './skills';

export interface Utterance {
  readonly packet: ClientPacket;
  readonly afterMs: number;
}

type Question = Payload<'RESPONSE-PARTICIPANT-QUESTION'>;

// The start's countdown, which people watch.
const startMs = 3_000;
const retryMs = 1_000;
// How long a result is looked at.
const pauseMs = 900;

export class Bot {
  #name: string;
  #questions = 0;
  #open: Question | null = null;
  #last: ClientPacket | null = null;

  constructor(
    name: string,
    private readonly skill: Skill,
    private readonly key: AnswerKey,
    private readonly random: () => number = Math.random,
  ) {
    this.#name = name;
  }

  // What to say next, instead of whatever was to be said; null where nothing changes.
  heard(packet: ServerPacket): Utterance | null {
    switch (packet.type) {
      case 'SESSION-STATE':
        return this.#place(packet.payload);
      case 'BROADCAST-START':
        this.#questions = packet.payload.numberOfQuestions;
        return this.#ask(0, startMs + this.#upTo(pauseMs));
      case 'RESPONSE-PARTICIPANT-QUESTION':
        return this.#answer(packet.payload);
      case 'ANSWER-RESULT':
        return this.#goOn(packet.payload);
      case 'ERROR':
        return this.#retry(packet.payload);
      default:
        return null;
    }
  }

  #place(state: Payload<'SESSION-STATE'>): Utterance | null {
    if (state.phase === 'finished') return null;
    if (state.name === undefined) return this.#takeSeat();
    if (state.phase === 'lobby') return null;
    this.#questions = state.numberOfQuestions ?? 0;
    return this.#ask(state.nextQuestionIndex ?? 0, this.#upTo(pauseMs));
  }

  #takeSeat(): Utterance {
    return this.#say({ type: 'PARTICIPANT-CONFIG', payload: { name: this.#name } }, 0);
  }

  #ask(questionIndex: number, afterMs: number): Utterance | null {
    if (questionIndex >= this.#questions) return null;
    return this.#say({ type: 'REQUEST-PARTICIPANT-QUESTION', payload: { questionIndex } }, afterMs);
  }

  #answer(question: Question): Utterance {
    this.#open = question;
    const { questionIndex, remainingMs } = question;
    const afterMs = thinkMs(this.skill, remainingMs, this.random);
    if (afterMs >= remainingMs) {
      return this.#say(
        { type: 'PARTICIPANT-ANSWER-TIMEOUT', payload: { questionIndex } },
        remainingMs,
      );
    }
    const selectedOptionIndexes = this.key.choose(
      question,
      knows(this.skill, this.random),
      this.random,
    );
    const payload = { questionIndex, selectedOptionIndexes, answerDuration: afterMs / 1_000 };
    return this.#say({ type: 'PARTICIPANT-ANSWER', payload }, afterMs);
  }

  #goOn(result: Payload<'ANSWER-RESULT'>): Utterance | null {
    if (this.#open?.questionIndex === result.questionIndex) {
      this.key.learn(this.#open, result.correctOptions);
    }
    return this.#ask(result.questionIndex + 1, pauseMs + this.#upTo(pauseMs));
  }

  #retry({ code, retryable }: Payload<'ERROR'>): Utterance | null {
    if (code === 'name_taken') {
      this.#name += '′';
      return this.#takeSeat();
    }
    if (!retryable || this.#last === null) return null;
    return this.#say(this.#last, retryMs + this.#upTo(retryMs));
  }

  #say(packet: ClientPacket, afterMs: number): Utterance {
    this.#last = packet;
    return { packet, afterMs };
  }

  #upTo(ms: number): number {
    return ms * this.random();
  }
}
