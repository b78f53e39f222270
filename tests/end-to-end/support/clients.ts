// A host and participants, each with its token, over as many connections as a test makes them.
import { setTimeout as delay } from 'node:timers/promises';
import { Connection, type AnyPacket, type CloseFrame, type ConnectOptions } from './connection';
import { call, upload, type Answer } from './http';
import type { ClientPacket, Payload, ServerPacketType } from './packets';
import { questionSet, type QuestionSet } from './question-sets';
import { checkAnswerResult } from './scores';

interface Access {
  readonly access_token: string;
  readonly quiz_id: string;
}

export class Client {
  readonly token: string;
  readonly quizId: string;
  readonly connections: Connection[] = [];

  constructor(
    readonly server: string,
    access: Access,
  ) {
    this.token = access.access_token;
    this.quizId = access.quiz_id;
  }

  // The newest; only after connect().
  get connection(): Connection {
    const connection = this.connections.at(-1);
    if (!connection) throw new Error('the client has not connected yet');
    return connection;
  }

  // Connects, also anew, and gives what the server knows of this client.
  async connect(options: ConnectOptions = {}): Promise<Payload<'SESSION-STATE'>> {
    this.connections.push(await Connection.open(this.server, this.token, options));
    return this.next('SESSION-STATE');
  }

  // For a token that is refused.
  async turnedAway(options: ConnectOptions = {}): Promise<CloseFrame> {
    this.connections.push(await Connection.open(this.server, this.token, options));
    return this.connection.closed();
  }

  next<Type extends ServerPacketType>(
    type: Type,
    wanted?: (payload: Payload<Type>) => boolean,
    withinMs?: number,
  ): Promise<Payload<Type>> {
    return this.connection.next(type, wanted, withinMs);
  }

  send(packet: ClientPacket): void {
    this.connection.send(packet);
  }

  refusal(packet: AnyPacket | string): Promise<Payload<'ERROR'>> {
    return this.connection.refusal(packet);
  }

  async results(accept = 'application/json'): Promise<Answer> {
    return call(this.server, `/speedruns/${this.quizId}/results`, {
      token: this.token,
      headers: { Accept: accept },
    });
  }

  // The same, once the reporter has written them.
  async finalResults(accept?: string): Promise<Answer> {
    for (;;) {
      const answer = await this.results(accept);
      if (answer.status !== 202) return answer;
      await delay(50);
    }
  }
}

export interface Start {
  readonly quizName?: string;
  readonly categories?: string[];
  // Seconds per question.
  readonly duration?: number;
  readonly selectedQuestionIndexes: number[];
}

export class HostClient extends Client {
  static async signOn(server: string): Promise<HostClient> {
    const answer = await call(server, '/signon/host', { method: 'POST' });
    if (answer.status !== 200) throw new Error(`signing on: ${answer.status} ${answer.text}`);
    return new HostClient(server, answer.json());
  }

  upload(set: QuestionSet | string | Buffer): Promise<Answer> {
    const content = typeof set === 'string' || Buffer.isBuffer(set) ? set : JSON.stringify(set);
    return upload(this.server, this.token, content);
  }

  sendStart(start: Start): void {
    this.send({
      type: 'HOST-CONFIG',
      payload: { quizName: 'Friday quiz', categories: [], duration: 20, ...start },
    });
  }

  async start(start: Start): Promise<Payload<'BROADCAST-START'>> {
    this.sendStart(start);
    return this.next('BROADCAST-START');
  }

  lock(locked: boolean): Promise<Payload<'SESSION-STATE'>> {
    return this.connection.exchange(
      { type: 'HOST-LOCK-LOBBY', payload: { locked } },
      'SESSION-STATE',
      (state) => state.lobbyLocked === locked,
    );
  }

  kick(userId: string): void {
    this.send({ type: 'HOST-KICK', payload: { userId } });
  }

  giveExtraTime(userId: string, percent: number): void {
    this.send({ type: 'HOST-EXTRA-TIME', payload: { userId, percent } });
  }

  end(): void {
    this.send({ type: 'HOST-END', payload: {} });
  }
}

type OpenQuestion = Payload<'RESPONSE-PARTICIPANT-QUESTION'>;

// As many options as the question wants, from the first.
export const firstOptions = ({ numberOfOptionsToSelect }: OpenQuestion): number[] =>
  Array.from({ length: numberOfOptionsToSelect }, (_, option) => option);

export class ParticipantClient extends Client {
  constructor(
    server: string,
    access: Access,
    readonly userId: string,
  ) {
    super(server, access);
  }

  static async join(server: string, code: string): Promise<ParticipantClient> {
    const path = `/signon/${encodeURIComponent(code)}/join`;
    const answer = await call(server, path, { method: 'POST' });
    if (answer.status !== 200) throw new Error(`joining ${code}: ${answer.status} ${answer.text}`);
    return new ParticipantClient(server, answer.json(), answer.json().user_id);
  }

  takeSeat(name: string): Promise<Payload<'SESSION-STATE'>> {
    return this.connection.exchange(
      { type: 'PARTICIPANT-CONFIG', payload: { name } },
      'SESSION-STATE',
      (state) => state.name !== undefined,
    );
  }

  ask(questionIndex: number): Promise<Payload<'RESPONSE-PARTICIPANT-QUESTION'>> {
    return this.connection.exchange(
      { type: 'REQUEST-PARTICIPANT-QUESTION', payload: { questionIndex } },
      'RESPONSE-PARTICIPANT-QUESTION',
      (question) => question.questionIndex === questionIndex,
    );
  }

  // Answers once, and checks the score.
  async answer(
    questionIndex: number,
    selectedOptionIndexes: number[],
    answerDuration = 0,
  ): Promise<Payload<'ANSWER-RESULT'>> {
    const result = await this.resultOf({
      type: 'PARTICIPANT-ANSWER',
      payload: { questionIndex, selectedOptionIndexes, answerDuration },
    });
    checkAnswerResult(result, selectedOptionIndexes, this.start().questionDuration * 1_000);
    return result;
  }

  timeOut(questionIndex: number): Promise<Payload<'ANSWER-RESULT'>> {
    return this.resultOf({ type: 'PARTICIPANT-ANSWER-TIMEOUT', payload: { questionIndex } });
  }

  resultOf(
    packet: Extract<ClientPacket, { type: `PARTICIPANT-ANSWER${string}` }>,
  ): Promise<Payload<'ANSWER-RESULT'>> {
    return this.connection.exchange(
      packet,
      'ANSWER-RESULT',
      (result) => result.questionIndex === packet.payload.questionIndex,
    );
  }

  // Asks and answers one question after the other, from the next one to the last.
  async playOn(
    choose: (question: OpenQuestion) => number[] = firstOptions,
  ): Promise<Payload<'ANSWER-RESULT'>[]> {
    const { numberOfQuestions } = this.start();
    const results: Payload<'ANSWER-RESULT'>[] = [];
    for (let index = this.nextQuestionIndex(); index < numberOfQuestions; ++index) {
      const question = await this.ask(index);
      results.push(await this.answer(index, choose(question)));
    }
    return results;
  }

  private nextQuestionIndex(): number {
    const told = this.connections.flatMap(({ packets }) => packets);
    const indexes = told.map(({ type, payload }) => {
      if (type === 'ANSWER-RESULT') return payload.questionIndex + 1;
      return type === 'SESSION-STATE' ? (payload.nextQuestionIndex ?? 0) : 0;
    });
    return Math.max(...indexes);
  }

  private start(): { questionDuration: number; numberOfQuestions: number } {
    for (const { packets } of this.connections.toReversed())
      for (const { type, payload } of packets.toReversed())
        if (type === 'BROADCAST-START' || type === 'SESSION-STATE') {
          const { questionDuration, numberOfQuestions } = payload;
          if (questionDuration && numberOfQuestions) return { questionDuration, numberOfQuestions };
        }
    throw new Error('the participant was never told that the speedrun has started');
  }
}

export interface Race {
  readonly host: HostClient;
  readonly participants: ParticipantClient[];
}

// Makes clients, and afterwards closes them and throws what broke the contract.
export class Clients {
  private readonly all: Client[] = [];

  constructor(readonly server: string) {}

  // Signed on and connected.
  async host(server = this.server): Promise<HostClient> {
    const host = await HostClient.signOn(server);
    this.all.push(host);
    await host.connect();
    return host;
  }

  // Joined and connected; seated if it has a name.
  async participant(host: HostClient, name?: string): Promise<ParticipantClient> {
    const participant = await ParticipantClient.join(host.server, host.quizId);
    this.all.push(participant);
    await participant.connect();
    if (name !== undefined) await participant.takeSeat(name);
    return participant;
  }

  // A host with a question set, and participants in the lobby.
  async lobby(
    names: readonly string[],
    { set = questionSet(3), server = this.server }: { set?: QuestionSet; server?: string } = {},
  ): Promise<Race> {
    const host = await this.host(server);
    const uploaded = await host.upload(set);
    if (uploaded.status !== 201) throw new Error(`uploading: ${uploaded.status} ${uploaded.text}`);
    const participants: ParticipantClient[] = [];
    for (const name of names) participants.push(await this.participant(host, name));
    return { host, participants };
  }

  // The same, started with all questions of the set; everybody knows.
  async race(
    names: readonly string[],
    options: { set?: QuestionSet; server?: string; duration?: number } = {},
  ): Promise<Race> {
    const { set = questionSet(3), duration = 20 } = options;
    const race = await this.lobby(names, { ...options, set });
    await race.host.start({ duration, selectedQuestionIndexes: set.map((_, index) => index) });
    for (const participant of race.participants) await participant.next('BROADCAST-START');
    return race;
  }

  // For clients made in another way.
  adopt<Kind extends Client>(client: Kind): Kind {
    this.all.push(client);
    return client;
  }

  dispose(): void {
    const connections = this.all.flatMap((client) => client.connections);
    for (const connection of connections) connection.socket.terminate();
    for (const { violation } of connections) if (violation) throw violation;
  }
}
