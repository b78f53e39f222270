// The test function of this suite: `clients` of the shared server, and servers of a test's own.
import { inject, test as base } from 'vitest';
import { Clients } from './clients';
import { ServerProcess, type ServerOptions } from './server-process';

interface Fixtures {
  readonly clients: Clients;
  // A server that the test may stop and kill; not where the suite is pointed at a deployment.
  readonly startServer: (options?: ServerOptions) => Promise<ServerProcess>;
  // The shared server; not where something in front of it may answer in its place.
  readonly directServer: string;
}

export const test = base.extend<Fixtures>({
  clients: async ({}, use) => {
    const clients = new Clients(inject('server'));
    await use(clients);
    clients.dispose();
  },
  directServer: async ({ skip }, use) => {
    skip(!inject('ownServers'), 'looks at what may be answered in front of the server');
    await use(inject('server'));
  },
  startServer: async ({ skip }, use) => {
    skip(!inject('ownServers'), 'needs a server of its own');
    const started: ServerProcess[] = [];
    await use(async (options = {}) => {
      const server = await ServerProcess.start(options);
      started.push(server);
      return server;
    });
    for (const server of started) await server.dispose();
  },
});
