// The test function of this suite: `clients` of the shared server, and servers of a test's own.
import { inject, test as base } from 'vitest';
import { Clients } from './clients';
import { ServerProcess, type ServerOptions } from './server-process';

interface Fixtures {
  readonly clients: Clients;
  // A server that the test may stop and kill; not where the suite is pointed at a deployment.
  readonly startServer: (options?: ServerOptions) => Promise<ServerProcess>;
}

export const test = base.extend<Fixtures>({
  clients: async ({}, use) => {
    const clients = new Clients(inject('server'));
    await use(clients);
    clients.dispose();
  },
  startServer: async ({ skip }, use) => {
    skip(process.env['MCS_BASE_URL'] !== undefined, 'needs a server of its own');
    const started: ServerProcess[] = [];
    await use(async (options = {}) => {
      const server = await ServerProcess.start(options);
      started.push(server);
      return server;
    });
    for (const server of started) await server.dispose();
  },
});
