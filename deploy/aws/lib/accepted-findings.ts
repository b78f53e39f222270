// Findings of the rule checks (cdk-nag) that are accepted, each with its reason. What concerns one
// construct is said there; here is how, and what concerns the whole stack.
import { Validations, type Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

export function accept(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}

export function acceptInWholeStack(stack: Stack): void {
  accept(
    stack,
    'AwsSolutions-ECS2',
    'The variables name endpoints and sizes; what is secret comes from Secrets Manager.',
  );
}
