// The speed-run state: one primary and its replicas as the template describes them, over TLS.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { addresses, stateName, type Names } from './names';
import { Server } from './server';
import type { Template } from './template';

export class State {
  private constructor(
    private readonly nodes: Server[],
    private readonly password: string,
    private readonly access: (node: number, password: string) => string[],
  ) {}

  static async start(
    template: Template,
    password: string,
    names: Names,
    folder: string,
  ): Promise<State> {
    const { id, properties: group } = template.one('AWS::ElastiCache::ReplicationGroup');
    const parameters = template.one('AWS::ElastiCache::ParameterGroup').properties.Properties;
    const common = [
      ...['--port', '0', '--tls-port', String(group.Port), '--tls-replication', 'yes'],
      ...['--tls-cert-file', names.authority, '--tls-key-file', names.key],
      ...['--tls-ca-cert-file', names.authority, '--tls-auth-clients', 'no'],
      ...['--requirepass', password, '--masterauth', password],
      // ElastiCache keeps no append-only file.
      ...['--save', '', '--appendonly', 'no', '--repl-diskless-sync-delay', '0'],
      ...Object.entries<string>(parameters).flatMap(([name, value]) => [`--${name}`, value]),
    ];
    const start = (number: number, ...more: string[]) => {
      const host = addresses.state(number);
      const own = ['--bind', host, '--dir', mkdtempSync(join(folder, 'state-'))];
      return Server.start(['redis-server', ...own, ...common, ...more], { host, port: group.Port });
    };
    const nodes = [await start(1)];
    for (let number = 2; number <= group.NumCacheClusters; ++number)
      nodes.push(await start(number, '--replicaof', addresses.state(1), String(group.Port)));
    template.created(id, { Ref: 'mc-speedrun', 'PrimaryEndPoint.Address': stateName });
    const state = new State(nodes, password, (node, access) => [
      ...['-h', addresses.state(node), '-p', String(group.Port), '--tls', '--sni', stateName],
      ...['--cacert', names.authority, '-a', access, '--no-auth-warning', '-e'],
    ]);
    const replicas = `connected_slaves:${nodes.length - 1}`;
    while (!state.commandAs(password, 'INFO', 'replication').includes(replicas)) await delay(20);
    return state;
  }

  // On the primary.
  commandAs(password: string, ...words: string[]): string {
    return this.command(1, password, words);
  }

  // Beside what it accepts already.
  acceptToo(password: string): void {
    for (let node = 1; node <= this.nodes.length; ++node)
      this.command(node, this.password, ['ACL', 'SETUSER', 'default', `>${password}`]);
  }

  acceptNoLonger(password: string): void {
    for (let node = 1; node <= this.nodes.length; ++node)
      this.command(node, password, ['ACL', 'SETUSER', 'default', `<${password}`]);
  }

  // It accepts connections and says nothing.
  hang(): void {
    for (const node of this.nodes) node.signal('SIGSTOP');
  }

  goOn(): void {
    for (const node of this.nodes) node.signal('SIGCONT');
  }

  async stop(): Promise<void> {
    for (const node of this.nodes.toReversed()) await node.stop();
  }

  private command(node: number, password: string, words: string[]): string {
    return execFileSync('redis-cli', [...this.access(node, password), ...words]).toString();
  }
}
