// What most tests share: one server, or the deployment at MCS_BASE_URL.
import type { TestProject } from 'vitest/node';
import { ServerProcess } from './server-process';

declare module 'vitest' {
  interface ProvidedContext {
    server: string;
    // Whether tests may start servers of their own beside it.
    ownServers: boolean;
  }
}

export default async function (project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const deployment = process.env['MCS_BASE_URL'];
  project.provide('ownServers', !deployment);
  if (deployment) {
    project.provide('server', deployment.replace(/\/$/, ''));
    return undefined;
  }
  const server = await ServerProcess.start();
  project.provide('server', server.url);
  return async () => {
    const { code, signal } = await server.stop();
    await server.dispose();
    if (code !== 0)
      throw new Error(
        `the shared server ended with ${code ?? signal}\n${server.log.slice(-5_000)}`,
      );
  };
}
