// One WebSocket connection: keeps what the server sent, holds it to the contract, and lets a test
// wait for packets instead of sleeping.
import { WebSocket } from 'ws';
import { holdClientPacket, readServerPacket } from './contract';
import type { ClientPacket, Packet, Payload, ServerPacket, ServerPacketType } from './packets';

export interface CloseFrame {
  readonly code: number;
  readonly reason: string;
}

export interface ConnectOptions {
  // How the token is handed over.
  readonly tokenIn?: 'query' | 'subprotocol';
  // Whether pings are answered, as RFC 6455 asks.
  readonly pongs?: boolean;
}

// What a client might send that does not keep to the contract.
export interface AnyPacket {
  readonly type: string;
  readonly payload?: unknown;
}

// The server refused one packet.
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly error: Payload<'ERROR'>) {
    super(`${error.about ?? 'a packet'} was refused: ${error.code}: ${error.message}`);
  }
  get code(): string {
    return this.error.code;
  }
}

const patienceMs = 20_000;

export class Connection {
  readonly packets: ServerPacket[] = [];
  // The same as bytes.
  readonly frames: string[] = [];
  closeFrame: CloseFrame | undefined;
  violation: Error | undefined;
  // Up to where next() has looked, by type.
  private readonly seen = new Map<ServerPacketType, number>();
  private readonly waiting = new Set<() => void>();

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data, isBinary) => this.receive(String(data), isBinary));
    socket.on('close', (code, reason) => {
      this.closeFrame = { code, reason: reason.toString() };
      this.wake();
    });
    // What it was, the close tells.
    socket.on('error', () => undefined);
  }

  static async open(
    server: string,
    token: string | undefined,
    { tokenIn = 'query', pongs = true }: ConnectOptions = {},
  ): Promise<Connection> {
    const url = new URL('/speedrun', server.replace(/^http/, 'ws'));
    if (tokenIn === 'query' && token !== undefined) url.searchParams.set('token', token);
    const offered = tokenIn === 'subprotocol' ? ['mc-speedrun', token ?? ''] : [];
    const connection = new Connection(new WebSocket(url, offered, { autoPong: pongs }));
    await new Promise<void>((resolve, reject) => {
      connection.socket.once('open', resolve);
      connection.socket.once('error', reject);
    });
    return connection;
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  send(packet: ClientPacket): void {
    holdClientPacket(packet);
    this.sendText(JSON.stringify(packet));
  }

  sendText(text: string): void {
    this.socket.send(text);
  }

  // The next packet of this type that next() has not given yet, and that is wanted.
  async next<Type extends ServerPacketType>(
    type: Type,
    wanted: (payload: Payload<Type>) => boolean = () => true,
    withinMs = patienceMs,
  ): Promise<Payload<Type>> {
    const from = this.seen.get(type) ?? 0;
    const index = await this.indexOf(
      (packet) => packet.type === type && wanted(packet.payload as Payload<Type>),
      from,
      type,
      withinMs,
    );
    this.seen.set(type, index + 1);
    return this.packets[index]?.payload as Payload<Type>;
  }

  // Sends, and waits for the answer; throws Refused if it is an ERROR about this type of packet.
  async exchange<Type extends ServerPacketType>(
    packet: ClientPacket,
    type: Type,
    wanted: (payload: Payload<Type>) => boolean = () => true,
  ): Promise<Payload<Type>> {
    const from = this.packets.length;
    this.send(packet);
    const index = await this.indexOf(
      (it) =>
        (it.type === type && wanted(it.payload as Payload<Type>)) ||
        (it.type === 'ERROR' && it.payload.about === packet.type),
      from,
      `${type} for ${packet.type}`,
    );
    const answer = this.packets[index];
    if (answer?.type === 'ERROR') throw new Refused(answer.payload);
    return answer?.payload as Payload<Type>;
  }

  // Sends what is to be refused, as a packet or as text, and gives the ERROR.
  async refusal(packet: AnyPacket | string): Promise<Payload<'ERROR'>> {
    const from = this.packets.length;
    this.sendText(typeof packet === 'string' ? packet : JSON.stringify(packet));
    const about = typeof packet === 'string' ? undefined : packet.type;
    const index = await this.indexOf(
      (it) => it.type === 'ERROR' && (about === undefined || it.payload.about === about),
      from,
      `ERROR for ${about ?? packet}`,
    );
    return (this.packets[index] as Packet<'ERROR'>).payload;
  }

  // Afterwards everything has arrived that the server sent because of what it got before.
  async settle(): Promise<void> {
    await this.refusal('{"type":"NO-SUCH-PACKET"}');
  }

  of<Type extends ServerPacketType>(type: Type): Payload<Type>[] {
    return this.packets
      .filter((packet): packet is Packet<Type> => packet.type === type)
      .map((packet) => packet.payload as Payload<Type>);
  }

  last<Type extends ServerPacketType>(type: Type): Payload<Type> | undefined {
    return this.of(type).at(-1);
  }

  async closed(withinMs = patienceMs): Promise<CloseFrame> {
    await this.until(() => this.closeFrame !== undefined, 'the close', withinMs);
    return this.closeFrame as CloseFrame;
  }

  // As a client that has what it came for; gives what the server's close frame said.
  async close(code = 1000, reason = 'done'): Promise<CloseFrame> {
    this.socket.close(code, reason);
    return this.closed();
  }

  // As a network does that breaks: no close frame.
  async drop(): Promise<void> {
    this.socket.terminate();
    await this.closed();
  }

  private receive(frame: string, isBinary: boolean): void {
    try {
      if (isBinary) throw new Error(`the server sent a binary frame: ${frame}`);
      const packet = readServerPacket(frame);
      if (this.packets.length === 0 && packet.type !== 'SESSION-STATE')
        throw new Error(`the first packet is ${packet.type}`);
      this.packets.push(packet);
      this.frames.push(frame);
    } catch (error) {
      this.violation ??= error as Error;
    }
    this.wake();
  }

  private wake(): void {
    for (const look of this.waiting) look();
  }

  private async indexOf(
    wanted: (packet: ServerPacket) => boolean,
    from: number,
    what: string,
    withinMs = patienceMs,
  ): Promise<number> {
    let index = -1;
    let looked = from;
    await this.until(
      () => {
        for (; index < 0 && looked < this.packets.length; ++looked)
          if (wanted(this.packets[looked] as ServerPacket)) index = looked;
        return index >= 0;
      },
      what,
      withinMs,
    );
    return index;
  }

  private async until(
    condition: () => boolean,
    what: string,
    withinMs = patienceMs,
  ): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.waiting.delete(look);
        settle();
      };
      const fail = (why: string) =>
        finish(() => reject(this.violation ?? new Error(`no ${what}: ${why}${this.story()}`)));
      const look = () => {
        if (this.violation) fail('');
        else if (condition()) finish(resolve);
        else if (this.closeFrame) fail('the connection is closed');
      };
      const timer = setTimeout(fail, withinMs, `waited ${withinMs} ms`);
      this.waiting.add(look);
      look();
    });
  }

  private story(): string {
    const close = this.closeFrame ? `\n  closed: ${JSON.stringify(this.closeFrame)}` : '';
    const frames = this.frames.slice(-8).map((frame) => `\n  ${frame.slice(0, 300)}`);
    return `; the last of ${this.frames.length} packets:${frames.join('')}${close}`;
  }
}
