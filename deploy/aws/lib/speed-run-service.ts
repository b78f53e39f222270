// The speed-run service: the WebSockets of hosts and participants. Scales by connections per task,
// which each task publishes, and by CPU.
import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Secret, type Cluster, type ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import type { CompletionQueue } from './completion-queue.js';
import { ContainerService } from './container-service.js';
import type { Network } from './network.js';
import {
  connectionsMetric,
  metricsNamespace,
  metricsRoleDimension,
  questionSetsMount,
  secretVariables,
  speedRunEnvironment,
} from './process-configuration.js';
import type { QuestionSetStore } from './question-set-store.js';
import type { Secrets } from './secrets.js';
import type { Settings } from './settings.js';
import type { SpeedRunState } from './speed-run-state.js';
import type { SpeedRunStore } from './speed-run-store.js';

export interface SpeedRunServiceProps {
  readonly network: Network;
  readonly cluster: Cluster;
  readonly image: ContainerImage;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly state: SpeedRunState;
  readonly questionSets: QuestionSetStore;
  readonly completions: CompletionQueue;
  readonly results: SpeedRunStore;
}

export class SpeedRunService extends Construct {
  // Two cores carry 15,000 racing participants. Scaling starts at two thirds of it; more than
  // that, for a task that was just started, arrives while others start.
  static readonly connectionsPerTask = 10_000;
  static readonly maxConnections = 20_000;

  readonly container: ContainerService;
  readonly connectionsPerTask: Metric;

  constructor(scope: Construct, id: string, props: SpeedRunServiceProps) {
    super(scope, id);
    const { settings, secrets, state, completions, results } = props;
    this.container = new ContainerService(this, 'Container', {
      ...props,
      role: 'speed-run',
      cpu: 2048,
      memoryMiB: 4096,
      tasks: { least: settings.speedRunTasksLeast, most: settings.speedRunTasksMost },
      environment: speedRunEnvironment(
        {
          redisUrl: state.redisUrl,
          completionQueueUrl: completions.queue.queueUrl,
          resultTable: results.table.tableName,
        },
        SpeedRunService.maxConnections,
      ),
      secrets: {
        [secretVariables.tokenKey]: Secret.fromSecretsManager(secrets.tokenKey),
        [secretVariables.redisPassword]: Secret.fromSecretsManager(secrets.redisPassword),
      },
    });
    const { service, taskDefinition } = this.container;
    state.allowFrom(service);
    this.#mount(props.questionSets);
    completions.queue.grant(taskDefinition.taskRole, 'sqs:SendMessage', 'sqs:GetQueueAttributes');
    results.table.grant(taskDefinition.taskRole, 'dynamodb:GetItem', 'dynamodb:Query');
    this.connectionsPerTask = new Metric({
      namespace: metricsNamespace,
      metricName: connectionsMetric,
      dimensionsMap: { [metricsRoleDimension]: 'speed-run' },
      statistic: Stats.AVERAGE,
      period: Duration.minutes(1),
    });
    this.#scale();
  }

  #mount(questionSets: QuestionSetStore): void {
    const { service, taskDefinition, container } = this.container;
    container.addMountPoints({
      sourceVolume: questionSets.addVolumeTo(taskDefinition),
      containerPath: questionSetsMount,
      readOnly: true,
    });
    questionSets.allowFrom(service);
    service.node.addDependency(questionSets.fileSystem.mountTargetsAvailable);
  }

  // Scaling in closes the connections of a task, which then come back elsewhere: be slow about it.
  #scale(): void {
    const cooldowns = {
      scaleOutCooldown: Duration.seconds(30),
      scaleInCooldown: Duration.minutes(15),
    };
    this.container.scaling.scaleToTrackCustomMetric('Connections', {
      metric: this.connectionsPerTask,
      targetValue: SpeedRunService.connectionsPerTask,
      ...cooldowns,
    });
    this.container.scaling.scaleOnCpuUtilization('Cpu', {
      targetUtilizationPercent: 60,
      ...cooldowns,
    });
  }
}
