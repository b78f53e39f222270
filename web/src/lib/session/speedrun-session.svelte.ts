// Joins a connection to a state: packets and people's actions go into the pure rules of
// lib/speedrun, what those want sent goes out, and components watch `state` and `connection`.
import { browserSurroundings } from '$lib/connection/browser-surroundings';
import type { ConnectionState } from '$lib/connection/connection-machine';
import {
  SpeedrunConnection,
  type ConnectionSurroundings,
} from '$lib/connection/speedrun-connection';
import type { ClientPacket, ServerPacket } from '$lib/protocol/packets';
import { now } from '$lib/speedrun/clock';
import type { SessionEvent } from '$lib/speedrun/exchange';
import type { Room } from '$lib/speedrun/room';

export interface SpeedrunRules<State extends { readonly room: Room }, Event> {
  readonly initial: State;
  after(state: State, event: Event | SessionEvent, now: number): State;
  packetDue(state: State, now: number): ClientPacket | null;
  needsRenewal(state: State, now: number): boolean;
  // When to look again though nothing happens.
  dueAt(state: State, now: number): number | null;
  // Called after each change.
  readonly onChange?: (state: State, before: State) => void;
}

export class SpeedrunSession<State extends { readonly room: Room }, Event> {
  state: State;
  connection: ConnectionState = $state.raw({ name: 'connecting', failures: 0, dueAt: 0 });

  readonly #connection: SpeedrunConnection;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    token: string,
    private readonly rules: SpeedrunRules<State, Event>,
    surroundings: ConnectionSurroundings = browserSurroundings,
  ) {
    this.state = $state.raw(rules.initial);
    const listener = {
      onState: (state: ConnectionState) => this.#onConnection(state),
      onPacket: (packet: ServerPacket) => this.#apply({ name: 'received', packet }),
    };
    this.#connection = new SpeedrunConnection(token, listener, surroundings);
  }

  dispatch(event: Event): void {
    this.#apply(event);
  }

  // A person does not want to wait for the next attempt.
  reconnect(): void {
    this.#connection.renew();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#connection.dispose();
  }

  #onConnection(connection: ConnectionState): void {
    const wasOpen = this.connection.name === 'open';
    this.connection = connection;
    if (wasOpen) this.#apply({ name: 'disconnected' });
  }

  #apply(event: Event | SessionEvent): void {
    // One moment for all that follows: what is due by it is done, and the rest is in the future.
    const time = now();
    this.#change(event, time);
    const packet = this.rules.packetDue(this.state, time);
    if (packet !== null && this.#connection.send(packet)) {
      this.#change({ name: 'sent', type: packet.type }, time);
    }
    this.#watchClock(time);
    if (this.state.room.over) this.#connection.finish();
    else if (this.rules.needsRenewal(this.state, time)) this.#connection.renew();
  }

  #change(event: Event | SessionEvent, time: number): void {
    const before = this.state;
    this.state = this.rules.after(before, event, time);
    if (this.state !== before) this.rules.onChange?.(this.state, before);
  }

  #watchClock(time: number): void {
    clearTimeout(this.#timer);
    const dueAt = this.rules.dueAt(this.state, time);
    if (dueAt === null) return;
    this.#timer = setTimeout(() => this.#apply({ name: 'ticked' }), dueAt - time);
  }
}
