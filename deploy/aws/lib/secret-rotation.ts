// Rotates the secrets, on the first Sunday of a month: a function that Secrets Manager calls, one
// for each secret so that each may do no more than its own.
import { fileURLToPath } from 'node:url';
import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import type { FargateService } from 'aws-cdk-lib/aws-ecs';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CfnRotationSchedule, type Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { functionRole } from './function-role.js';
import { logGroup } from './log-group.js';
import type { Secrets } from './secrets.js';
import type { SpeedRunState } from './speed-run-state.js';

const code = fileURLToPath(new URL('../rotation', import.meta.url));

export interface SecretRotationProps {
  readonly secrets: Secrets;
  readonly state: SpeedRunState;
  // They read secrets when they start.
  readonly services: FargateService[];
}

export class SecretRotation extends Construct {
  constructor(scope: Construct, id: string, props: SecretRotationProps) {
    super(scope, id);
    const { secrets, state } = props;
    this.#rotate('TokenKey', secrets.tokenKey, 'tokenKeys', props);
    const rotation = this.#rotate('RedisPassword', secrets.redisPassword, 'redisPassword', props);
    rotation.addToRolePolicy(
      new PolicyStatement({
        actions: ['elasticache:ModifyReplicationGroup', 'elasticache:DescribeReplicationGroups'],
        resources: [
          Stack.of(this).formatArn({
            service: 'elasticache',
            resource: 'replicationgroup',
            resourceName: state.replicationGroupId,
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        ],
      }),
    );
  }

  #rotate(id: string, secret: Secret, kind: string, props: SecretRotationProps): Function {
    const { services, state } = props;
    const log = logGroup(this, `${id}Log`);
    const rotation = new Function(this, id, {
      description: `Rotates a secret of mc-speedrun: ${kind}`,
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromAsset(code, { exclude: ['*.test.ts'] }),
      timeout: Duration.minutes(15),
      role: functionRole(this, `${id}Role`, log),
      logGroup: log,
      environment: {
        KIND: kind,
        CLUSTER: services[0]?.cluster.clusterName ?? '',
        SERVICES: services.map((service) => service.serviceName).join(' '),
        REPLICATION_GROUP: state.replicationGroupId,
      },
    });
    rotation.addPermission('SecretsManager', {
      principal: new ServicePrincipal('secretsmanager.amazonaws.com'),
      sourceAccount: Stack.of(this).account,
    });
    rotation.addToRolePolicy(
      new PolicyStatement({
        actions: [
          'secretsmanager:DescribeSecret',
          'secretsmanager:GetSecretValue',
          'secretsmanager:PutSecretValue',
          'secretsmanager:UpdateSecretVersionStage',
        ],
        resources: [secret.secretArn],
      }),
    );
    rotation.addToRolePolicy(
      new PolicyStatement({
        actions: ['ecs:UpdateService'],
        resources: services.map((service) => service.serviceArn),
      }),
    );
    new CfnRotationSchedule(this, `${id}Schedule`, {
      secretId: secret.secretArn,
      rotationLambdaArn: rotation.functionArn,
      rotateImmediatelyOnUpdate: false,
      rotationRules: { scheduleExpression: 'cron(0 4 ? * SUN#1 *)', duration: '2h' },
    }).node.addDependency(rotation);
    return rotation;
  }
}
