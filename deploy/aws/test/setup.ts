// Synthesizes the stack once for all tests. Fails on any finding of the AwsSolutions rules that is
// not accepted with a reason.
import type { TestProject } from 'vitest/node';
import { synthesize } from './synthesized.js';

declare module 'vitest' {
  export interface ProvidedContext {
    template: Record<string, unknown>;
  }
}

export default function setup(project: TestProject): void {
  project.provide('template', synthesize().toJSON());
}
