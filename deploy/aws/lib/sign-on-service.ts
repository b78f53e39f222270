// The sign-on service: hosts create speedruns, participants join. Short requests, so few tasks.
import { Duration } from 'aws-cdk-lib';
import { Secret, type Cluster, type ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { ContainerService } from './container-service.js';
import type { Network } from './network.js';
import { secretVariables, signOnEnvironment } from './process-configuration.js';
import type { Secrets } from './secrets.js';
import type { Settings } from './settings.js';
import type { SpeedRunState } from './speed-run-state.js';

export interface SignOnServiceProps {
  readonly network: Network;
  readonly cluster: Cluster;
  readonly image: ContainerImage;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly state: SpeedRunState;
}

export class SignOnService extends Construct {
  static readonly maxConnections = 10_000;

  readonly container: ContainerService;

  constructor(scope: Construct, id: string, props: SignOnServiceProps) {
    super(scope, id);
    const { settings, secrets, state } = props;
    this.container = new ContainerService(this, 'Container', {
      ...props,
      role: 'sign-on',
      cpu: 512,
      memoryMiB: 1024,
      tasks: { least: settings.signOnTasksLeast, most: settings.signOnTasksMost },
      environment: signOnEnvironment(state, SignOnService.maxConnections),
      secrets: {
        [secretVariables.tokenKey]: Secret.fromSecretsManager(secrets.tokenKey),
        [secretVariables.redisPassword]: Secret.fromSecretsManager(secrets.redisPassword),
      },
    });
    state.allowFrom(this.container.service);
    this.container.scaling.scaleOnCpuUtilization('Cpu', {
      targetUtilizationPercent: 50,
      scaleOutCooldown: Duration.seconds(30),
      scaleInCooldown: Duration.minutes(5),
    });
  }
}
