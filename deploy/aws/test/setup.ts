// Synthesizes the stack once for all tests. Fails on any finding of the AwsSolutions rules that is
// not accepted with a reason.
import type { TestProject } from 'vitest/node';
import { synthesize } from './synthesized.js';

declare module 'vitest' {
  export interface ProvidedContext {
    template: Record<string, unknown>;
    assembly: string; // The folder.
  }
}

export default function setup(project: TestProject): void {
  const { directory, template } = synthesize();
  project.provide('template', template.toJSON());
  project.provide('assembly', directory);
}
