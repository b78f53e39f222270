// A WebSocket to a speedrun that comes back by itself. Carries packets and reports its state;
// knows nothing of what they mean, and nothing of the page.
import { decode, encode } from '$lib/protocol/codec';
import type { ClientPacket, ServerPacket } from '$lib/protocol/packets';
import {
  connect,
  transition,
  type ConnectionEvent,
  type ConnectionState,
  type Transition,
} from './connection-machine';

export interface ConnectionListener {
  onState(state: ConnectionState): void;
  onPacket(packet: ServerPacket): void;
}

// What the connection needs of its surroundings; tests bring their own.
export interface ConnectionSurroundings {
  openSocket(token: string): WebSocket;
  watchWaking(onWake: (awayMs: number) => void): () => void;
  random(): number;
}

export class SpeedrunConnection {
  #state: ConnectionState;
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #stopWatching: () => void;

  constructor(
    private readonly token: string,
    private readonly listener: ConnectionListener,
    private readonly surroundings: ConnectionSurroundings,
  ) {
    this.#stopWatching = surroundings.watchWaking((awayMs) => this.#on({ name: 'woke', awayMs }));
    const first = connect(this.#moment());
    this.#state = first.state;
    this.#follow(first);
  }

  get state(): ConnectionState {
    return this.#state;
  }

  // False while there is no open connection: whoever wants the packet delivered keeps it.
  send(packet: ClientPacket): boolean {
    if (this.#state.name !== 'open' || this.#socket === null) return false;
    this.#socket.send(encode(packet));
    return true;
  }

  // Replaces a connection that seems dead; also ends waiting, and a closed state.
  renew(): void {
    this.#on({ name: 'renew' });
  }

  // Closes for good: the speedrun is over.
  finish(): void {
    this.#on({ name: 'finish' });
  }

  // Lets go of everything without another word to the listener.
  dispose(): void {
    this.#stopWatching();
    clearTimeout(this.#timer);
    this.#dropSocket();
  }

  #moment() {
    return { now: Date.now(), random: () => this.surroundings.random() };
  }

  #on(event: ConnectionEvent): void {
    this.#follow(transition(this.#state, event, this.#moment()));
  }

  #follow({ state, order }: Transition): void {
    // While open, each frame heard makes a new state that differs for nobody else.
    const changed = state.name !== 'open' || this.#state.name !== 'open';
    this.#state = state;
    if (order !== null) this.#dropSocket(order === 'finish' ? 'finished' : undefined);
    if (order === 'open') this.#openSocket();
    clearTimeout(this.#timer);
    if ('dueAt' in state) {
      this.#timer = setTimeout(() => this.#on({ name: 'due' }), state.dueAt - Date.now());
    }
    if (changed) this.listener.onState(state);
  }

  #openSocket(): void {
    const socket = this.surroundings.openSocket(this.token);
    this.#socket = socket;
    socket.onclose = ({ code }) => {
      this.#socket = null;
      this.#on({ name: 'socket-closed', code });
    };
    socket.onmessage = ({ data }) => {
      this.#on({ name: 'heard' });
      const packet = typeof data === 'string' ? decode(data) : null;
      if (packet !== null) this.listener.onPacket(packet);
    };
  }

  // A dropped socket's late events must not reach the machine, which has moved on.
  #dropSocket(reason?: string): void {
    const socket = this.#socket;
    if (socket === null) return;
    this.#socket = null;
    socket.onclose = socket.onmessage = null;
    if (reason === undefined) socket.close();
    else socket.close(1000, reason);
  }
}
