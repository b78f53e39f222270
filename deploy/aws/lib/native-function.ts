// A Lambda function that is one of our C++ programs: a custom runtime inside the network, with a
// role that may write its log and be attached to the network, and nothing else until told.
import { Duration } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { accept } from './accepted-findings.js';
import { functionRole } from './function-role.js';
import { logGroup } from './log-group.js';
import type { Network } from './network.js';
import type { Settings } from './settings.js';

export interface NativeFunctionProps {
  readonly network: Network;
  readonly settings: Settings;
  readonly code: string; // A folder that holds `bootstrap`.
  readonly description: string;
  readonly timeout: Duration;
  readonly environment: Record<string, string>;
}

export function nativeFunction(scope: Construct, id: string, props: NativeFunctionProps): Function {
  const { vpc, services } = props.network;
  const log = logGroup(scope, `${id}Log`);
  const role = functionRole(scope, `${id}Role`, log);
  role.addToPolicy(
    new PolicyStatement({
      actions: [
        'ec2:CreateNetworkInterface',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'ec2:DeleteNetworkInterface',
        'ec2:AssignPrivateIpAddresses',
        'ec2:UnassignPrivateIpAddresses',
      ],
      resources: ['*'],
    }),
  );
  accept(
    role,
    'AwsSolutions-IAM5[Resource::*]',
    'Lambda attaches functions to a network with these actions, for interfaces that do not exist yet.',
  );
  return new Function(scope, id, {
    description: props.description,
    runtime: Runtime.PROVIDED_AL2023,
    handler: 'bootstrap',
    architecture:
      props.settings.architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
    code: Code.fromAsset(props.code),
    role,
    // More memory also means more CPU: at this size the work is bound by the network.
    memorySize: 512,
    timeout: props.timeout,
    environment: props.environment,
    logGroup: log,
    vpc,
    vpcSubnets: services,
    securityGroups: [
      new SecurityGroup(scope, `${id}Access`, { vpc, description: props.description }),
    ],
  });
}
