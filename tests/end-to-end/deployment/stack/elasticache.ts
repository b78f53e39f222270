// What ElastiCache's interface does to the speed-run state, as far as the rotation of its password asks
// for it: moto knows no replication groups.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { addresses, type Names } from './names';
import type { State } from './state';

export class ElastiCache {
  // As they came, but for the password.
  readonly requests: Record<string, string>[] = [];
  private readonly server: https.Server;

  private constructor(
    names: Names,
    private readonly state: State,
  ) {
    const certificate = { key: readFileSync(names.key), cert: readFileSync(names.authority) };
    this.server = https.createServer(certificate, async (request, response) => {
      let form = '';
      for await (const piece of request) form += String(piece);
      response.end(this.answer(Object.fromEntries(new URLSearchParams(form))));
    });
  }

  static async start(names: Names, state: State): Promise<ElastiCache> {
    const elastiCache = new ElastiCache(names, state);
    elastiCache.server.listen(443, addresses.elastiCache);
    await once(elastiCache.server, 'listening');
    return elastiCache;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer({ AuthToken, ...request }: Record<string, string>): string {
    this.requests.push(request);
    if (AuthToken !== undefined) this.state.acceptToo(AuthToken);
    const group =
      `<ReplicationGroupId>${request['ReplicationGroupId']}</ReplicationGroupId>` +
      '<Status>available</Status>';
    const [name, result] =
      request['Action'] === 'DescribeReplicationGroups'
        ? [
            request['Action'],
            `<ReplicationGroups><ReplicationGroup>${group}</ReplicationGroup></ReplicationGroups>`,
          ]
        : [request['Action'], `<ReplicationGroup>${group}</ReplicationGroup>`];
    return `<${name}Response xmlns="http://elasticache.amazonaws.com/doc/2015-02-02/"><${name}Result>${result}</${name}Result></${name}Response>`;
  }
}
