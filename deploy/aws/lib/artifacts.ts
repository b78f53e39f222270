// What must have been built before it can be deployed. `script/aws` builds it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Artifacts {
  readonly repository: string; // The container image is built from it.
  readonly webApp: string; // web/dist
  readonly questionSetLoader: string; // Folders that hold an executable `bootstrap`.
  readonly reporter: string;
}

export const repositoryRoot = fileURLToPath(new URL('../../..', import.meta.url));

export function builtArtifacts(): Artifacts {
  const artifacts = {
    repository: repositoryRoot,
    webApp: join(repositoryRoot, 'web/dist'),
    questionSetLoader: join(repositoryRoot, 'build/aws/question-set-loader'),
    reporter: join(repositoryRoot, 'build/aws/reporter'),
  };
  for (const file of [
    join(artifacts.webApp, 'index.html'),
    join(artifacts.questionSetLoader, 'bootstrap'),
    join(artifacts.reporter, 'bootstrap'),
  ]) {
    if (!existsSync(file)) throw new Error(`${file} is not there: script/aws builds it`);
  }
  return artifacts;
}
