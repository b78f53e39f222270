// The CDK app: one stack, for any account and region, checked against the AwsSolutions rules.
import { App, DefaultStackSynthesizer, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Artifacts } from './artifacts.js';
import type { Settings } from './settings.js';
import { McSpeedrunStack } from './stack.js';

// Behaviour that newer versions of the library have by default.
export const featureFlags = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/core:checkSecretUsage': true,
  '@aws-cdk/aws-ecs:disableExplicitDeploymentControllerForCircuitBreaker': true,
};

// Of the toolkit that `script/aws bootstrap` makes for this deployment alone.
export const qualifier = 'mcspeedrun';

export function addStack(app: App, settings: Settings, artifacts: Artifacts): McSpeedrunStack {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return new McSpeedrunStack(app, 'mc-speedrun', {
    settings,
    artifacts,
    synthesizer: new DefaultStackSynthesizer({ qualifier }),
  });
}
