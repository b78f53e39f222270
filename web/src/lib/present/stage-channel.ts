// What the big screen shows, told by the host's page to other windows of the same browser. No
// server is involved: a second connection with the host's token would take the host's place.
import type { HostState } from '$lib/speedrun/host-state';
import { NameWall } from './name-wall';
import { stageOf, type Stage } from './stage';

type Message = { readonly name: 'hello' } | { readonly name: 'stage'; readonly stage: Stage };

const channelOf = (code: string) => new BroadcastChannel(`mcs.present.${code}`);

// A big screen says that it is there; who has not for longer is gone.
export const helloEveryMs = 1_500;
export const silenceMs = 4 * helloEveryMs;
// No eye follows more.
const sendEveryMs = 100;

// The host's end. Costs nothing while nobody looks.
export class StageSender {
  readonly #channel: BroadcastChannel;
  readonly #wall = new NameWall();
  #state: HostState | null = null;
  #watchedUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(code: string) {
    this.#channel = channelOf(code);
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.name !== 'hello') return;
      this.#watchedUntil = Date.now() + silenceMs;
      this.#send();
    };
  }

  show(state: HostState): void {
    this.#state = state;
    if (Date.now() >= this.#watchedUntil) return;
    this.#timer ??= setTimeout(() => this.#send(), sendEveryMs);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#channel.close();
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#state === null) return;
    const isLobby = this.#state.room.phase === 'lobby';
    const wall = isLobby ? this.#wall.after(this.#state.participants) : [];
    const message: Message = { name: 'stage', stage: stageOf(this.#state, wall) };
    this.#channel.postMessage(message);
  }
}

// The big screen's end: `onStage` gets null when the host's page has fallen silent.
export class StageReceiver {
  readonly #channel: BroadcastChannel;
  readonly #greeting: ReturnType<typeof setInterval>;
  #heardAt = 0;

  constructor(code: string, onStage: (stage: Stage | null) => void) {
    this.#channel = channelOf(code);
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.name !== 'stage') return;
      this.#heardAt = Date.now();
      onStage(data.stage);
    };
    this.#greet();
    this.#greeting = setInterval(() => {
      if (Date.now() - this.#heardAt > silenceMs) onStage(null);
      this.#greet();
    }, helloEveryMs);
  }

  close(): void {
    clearInterval(this.#greeting);
    this.#channel.close();
  }

  #greet(): void {
    const hello: Message = { name: 'hello' };
    this.#channel.postMessage(hello);
  }
}
