// Synthesizes the stack as `script/aws deploy` does, from what was built; needs no account.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    assembly: string; // The folder.
  }
}

const deployment = fileURLToPath(new URL('../../../../deploy/aws', import.meta.url));
const architectures: Record<string, string> = { x64: 'x86_64', arm64: 'arm64' };

export default async function (project: TestProject): Promise<() => void> {
  const assembly = mkdtempSync(join(tmpdir(), 'mcs-assembly-'));
  await promisify(execFile)(
    process.execPath,
    [
      ...['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '--output', assembly],
      ...['--context', `architecture=${architectures[process.arch]}`],
    ],
    { cwd: deployment },
  );
  project.provide('assembly', assembly);
  return () => rmSync(assembly, { recursive: true });
}
