// A TCP connection for what no well-behaved HTTP client sends.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export class RawConnection {
  received = '';
  private ended = false;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (bytes) => (this.received += bytes.toString('latin1')));
    socket.on('close', () => (this.ended = true));
    // A reset is an end too.
    socket.on('error', () => undefined);
  }

  static async open(server: string): Promise<RawConnection> {
    const { hostname, port } = new URL(server);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new RawConnection(socket);
  }

  send(bytes: string | Buffer): void {
    this.socket.write(bytes);
  }

  // Waits until this has come, or fails at the connection's end.
  async until(text: string): Promise<void> {
    while (!this.received.includes(text)) {
      if (this.ended) throw new Error(`the connection ended without ${text}: ${this.received}`);
      await Promise.race([once(this.socket, 'data'), once(this.socket, 'close')]);
    }
  }

  // Everything that came until the server ended the connection.
  async end(): Promise<string> {
    if (!this.ended) await once(this.socket, 'close');
    return this.received;
  }

  close(): void {
    this.socket.destroy();
  }
}
