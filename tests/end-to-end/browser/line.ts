// The network between browsers and the server, as a test needs it: a TCP relay that can be cut, so
// that nothing gets through and everything notices, or silenced, so that nobody is told.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export class Line {
  private readonly sockets = new Set<Socket>();
  private state: 'up' | 'cut' | 'silent' = 'up';

  private constructor(
    private readonly relay: Server,
    private readonly to: { readonly host: string; readonly port: number },
  ) {
    relay.on('connection', (socket) => this.accept(socket));
  }

  static async open(server: string): Promise<Line> {
    const { hostname, port } = new URL(server);
    const relay = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
    await once(relay, 'listening');
    return new Line(relay, { host: hostname, port: Number(port || 80) });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.relay.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.state = 'cut';
    for (const socket of this.sockets) socket.destroy();
  }

  silence(): void {
    this.state = 'silent';
    for (const socket of this.sockets) socket.unpipe().pause();
  }

  // What was silent stays so: only new connections get through.
  restore(): void {
    this.state = 'up';
  }

  close(): void {
    this.cut();
    this.relay.close();
  }

  private accept(near: Socket): void {
    if (this.state === 'cut') near.destroy();
    else if (this.state === 'silent') this.keep(near);
    else this.join(near, connect(this.to));
  }

  private join(near: Socket, far: Socket): void {
    this.keep(near);
    this.keep(far);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    // Resets are what a cut line is for.
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }
}
