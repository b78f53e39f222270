// A Fargate service that runs one role of mc-speedrun: what sign-on and speed-run have in common.
import { Duration } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  AvailabilityZoneRebalancing,
  ContainerDefinition,
  CpuArchitecture,
  FargateService,
  FargateTaskDefinition,
  LogDrivers,
  OperatingSystemFamily,
  UlimitName,
  type Cluster,
  type ContainerImage,
  type Secret,
} from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { accept } from './accepted-findings.js';
import { logGroup } from './log-group.js';
import type { Network } from './network.js';
import { drainTimeoutS, port } from './process-configuration.js';
import type { Settings } from './settings.js';

// Sockets and files of one process; Fargate allows this many.
const openFiles = 65_535;

export interface ContainerServiceProps {
  readonly network: Network;
  readonly cluster: Cluster;
  readonly image: ContainerImage;
  readonly settings: Settings;
  readonly role: 'sign-on' | 'speed-run';
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly tasks: { readonly least: number; readonly most: number };
  readonly environment: Record<string, string>;
  readonly secrets: Record<string, Secret>;
}

export class ContainerService extends Construct {
  readonly service: FargateService;
  readonly taskDefinition: FargateTaskDefinition;
  readonly container: ContainerDefinition;
  readonly scaling: ReturnType<FargateService['autoScaleTaskCount']>;

  constructor(scope: Construct, id: string, props: ContainerServiceProps) {
    super(scope, id);
    this.taskDefinition = new FargateTaskDefinition(this, 'Task', {
      cpu: props.cpu,
      memoryLimitMiB: props.memoryMiB,
      runtimePlatform: {
        operatingSystemFamily: OperatingSystemFamily.LINUX,
        cpuArchitecture:
          props.settings.architecture === 'arm64' ? CpuArchitecture.ARM64 : CpuArchitecture.X86_64,
      },
    });
    this.container = this.#addContainer(props);
    accept(
      this.taskDefinition.obtainExecutionRole(),
      'AwsSolutions-IAM5[Resource::*]',
      'ecr:GetAuthorizationToken, which is not about any one repository.',
    );
    const { vpc, services } = props.network;
    this.service = new FargateService(this, 'Service', {
      cluster: props.cluster,
      taskDefinition: this.taskDefinition,
      desiredCount: props.tasks.least,
      vpcSubnets: services,
      assignPublicIp: false,
      securityGroups: [
        new SecurityGroup(this, 'Access', {
          vpc,
          description: `Role ${props.role} of mc-speedrun`,
        }),
      ],
      // A deployment that does not become healthy is taken back.
      circuitBreaker: { rollback: true },
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      healthCheckGracePeriod: Duration.seconds(30),
      availabilityZoneRebalancing: AvailabilityZoneRebalancing.ENABLED,
    });
    this.scaling = this.service.autoScaleTaskCount({
      minCapacity: props.tasks.least,
      maxCapacity: props.tasks.most,
    });
  }

  #addContainer(props: ContainerServiceProps): ContainerDefinition {
    const container = this.taskDefinition.addContainer('Process', {
      containerName: props.role,
      image: props.image,
      command: [props.role],
      environment: props.environment,
      secrets: props.secrets,
      portMappings: [{ containerPort: port }],
      readonlyRootFilesystem: true,
      // Longer than the process takes to drain; after it, the process is killed.
      stopTimeout: Duration.seconds(drainTimeoutS + 5),
      healthCheck: {
        command: ['CMD', '/usr/local/bin/health-check'],
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        retries: 3,
        startPeriod: Duration.seconds(15),
      },
      logging: LogDrivers.awsLogs({
        logGroup: logGroup(this, 'Log'),
        streamPrefix: props.role,
      }),
    });
    container.addUlimits({ name: UlimitName.NOFILE, softLimit: openFiles, hardLimit: openFiles });
    return container;
  }
}
