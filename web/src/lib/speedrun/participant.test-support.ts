// Plays a participant's client against a script: applies events at a time that the test moves, and
// notes what the client would send.
import type { AnswerResult, ClientPacket, Payload, ServerPacket } from '$lib/protocol/packets';
import { needsRenewal, packetDue } from './participant-outbox';
import { participantAfter } from './participant-reducer';
import {
  newParticipant,
  type GivenAnswer,
  type ParticipantEvent,
  type ParticipantState,
} from './participant-state';

export const ada = '00000000000000aa';
export const bob = '00000000000000bb';

export class ParticipantClient {
  state: ParticipantState;
  now = 1_000_000;
  // What was sent since the test last looked.
  #sent: ClientPacket[] = [];

  constructor(answer: GivenAnswer | null = null) {
    this.state = newParticipant(answer);
  }

  does(event: ParticipantEvent): this {
    this.state = participantAfter(this.state, event, this.now);
    const packet = packetDue(this.state, this.now);
    if (packet !== null) {
      this.#sent.push(packet);
      this.state = participantAfter(this.state, { name: 'sent', type: packet.type }, this.now);
    }
    return this;
  }

  receives(packet: ServerPacket): this {
    return this.does({ name: 'received', packet });
  }

  waits(ms: number): this {
    this.now += ms;
    return this.does({ name: 'ticked' });
  }

  loses(): this {
    return this.does({ name: 'disconnected' });
  }

  get needsRenewal(): boolean {
    return needsRenewal(this.state, this.now);
  }

  sent(): ClientPacket[] {
    const sent = this.#sent;
    this.#sent = [];
    return sent;
  }

  session(more: Partial<Payload<'SESSION-STATE'>> = {}): this {
    const payload: Payload<'SESSION-STATE'> = {
      role: 'participant',
      phase: 'lobby',
      serverTimeEpochMs: this.now,
      lobbyLocked: false,
      userId: ada,
      ...more,
    };
    return this.receives({ type: 'SESSION-STATE', payload });
  }

  // Three questions of ten seconds, started long enough ago that no countdown is left.
  running(more: Partial<Payload<'SESSION-STATE'>> = {}): this {
    return this.session({
      phase: 'running',
      name: 'Ada',
      startTimeEpochSecs: Math.floor(this.now / 1_000) - 60,
      questionDuration: 10,
      numberOfQuestions: 3,
      nextQuestionIndex: 0,
      score: 0,
      ...more,
    });
  }

  question(more: Partial<Payload<'RESPONSE-PARTICIPANT-QUESTION'>> = {}): this {
    return this.receives({
      type: 'RESPONSE-PARTICIPANT-QUESTION',
      payload: {
        questionIndex: 0,
        question: 'Which?',
        options: ['a', 'b', 'c', 'd'],
        numberOfOptionsToSelect: 1,
        remainingMs: 10_000,
        ...more,
      },
    });
  }

  result(more: Partial<AnswerResult> = {}): this {
    return this.receives({
      type: 'ANSWER-RESULT',
      payload: {
        questionIndex: 0,
        outcome: 'correct',
        correctOptions: [1],
        durationMs: 2_000,
        scoreAwarded: 80,
        score: 80,
        rank: 1,
        totalParticipants: 2,
        ...more,
      },
    });
  }

  refusal(more: Partial<Payload<'ERROR'>> = {}): this {
    return this.receives({
      type: 'ERROR',
      payload: { code: 'internal', message: 'No.', retryable: false, ...more },
    });
  }
}

export const requestOf = (questionIndex: number): ClientPacket => ({
  type: 'REQUEST-PARTICIPANT-QUESTION',
  payload: { questionIndex },
});

export const answerOf = (
  questionIndex: number,
  selectedOptionIndexes: number[],
  answerDuration: number,
): ClientPacket => ({
  type: 'PARTICIPANT-ANSWER',
  payload: { questionIndex, selectedOptionIndexes, answerDuration },
});

export const timeoutOf = (questionIndex: number): ClientPacket => ({
  type: 'PARTICIPANT-ANSWER-TIMEOUT',
  payload: { questionIndex },
});
