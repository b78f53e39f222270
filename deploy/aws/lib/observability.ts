// What an operator sees and is woken by: a dashboard and alarms. docs/aws/operating.md says what
// each alarm means and what to do.
import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Operation } from 'aws-cdk-lib/aws-dynamodb';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import {
  HttpCodeElb,
  HttpCodeTarget,
  type ApplicationTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { CompletionQueue } from './completion-queue.js';
import type { LoadBalancer } from './load-balancer.js';
import type { QuestionSetLoaderFunction } from './question-set-loader-function.js';
import type { ReporterFunction } from './reporter-function.js';
import type { Settings } from './settings.js';
import type { SignOnService } from './sign-on-service.js';
import { SpeedRunService } from './speed-run-service.js';
import type { SpeedRunState } from './speed-run-state.js';
import type { SpeedRunStore } from './speed-run-store.js';

export interface ObservabilityProps {
  readonly settings: Settings;
  readonly loadBalancer: LoadBalancer;
  readonly targets: {
    readonly signOn: ApplicationTargetGroup;
    readonly speedRun: ApplicationTargetGroup;
  };
  readonly signOn: SignOnService;
  readonly speedRun: SpeedRunService;
  readonly questionSetLoader: QuestionSetLoaderFunction;
  readonly reporter: ReporterFunction;
  readonly completions: CompletionQueue;
  readonly results: SpeedRunStore;
  readonly state: SpeedRunState;
}

type Watch = Limit & {
  readonly metric: IMetric;
  // For so many minutes in a row.
  readonly minutes: number;
  readonly meaning: string;
};
// No figure at all is below, too.
type Limit = { readonly above: number } | { readonly below: number };

const minute = { period: Duration.minutes(1) };

export class Observability extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Alarms', { displayName: 'mc-speedrun', enforceSSL: true });
    if (props.settings.alarmEmail)
      this.topic.addSubscription(new EmailSubscription(props.settings.alarmEmail));
    for (const [name, watch] of Object.entries(watches(props))) this.#addAlarm(name, watch);
    this.#addDashboard(props);
  }

  #addAlarm(name: string, watch: Watch): void {
    const alarm = new Alarm(this, name, {
      metric: watch.metric,
      alarmDescription: watch.meaning,
      evaluationPeriods: watch.minutes,
      ...('above' in watch
        ? {
            threshold: watch.above,
            comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
            treatMissingData: TreatMissingData.NOT_BREACHING,
          }
        : {
            threshold: watch.below,
            comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
            treatMissingData: TreatMissingData.BREACHING,
          }),
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
  }

  #addDashboard(props: ObservabilityProps): void {
    const { speedRun, signOn, completions, state, loadBalancer, reporter } = props;
    const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 8 });
    const perTask = speedRun.connectionsPerTask;
    new Dashboard(this, 'Dashboard', {
      widgets: [
        [
          graph('Connections', [
            perTask.with({ statistic: Stats.SUM, label: 'all tasks' }),
            perTask.with({ statistic: Stats.MAXIMUM, label: 'fullest task' }),
          ]),
          graph('CPU', [
            speedRun.container.service.metricCpuUtilization({ ...minute, label: 'speed-run' }),
            signOn.container.service.metricCpuUtilization({ ...minute, label: 'sign-on' }),
            highestOfState(state, 'EngineCPUUtilization'),
          ]),
          graph('Memory', [
            speedRun.container.service.metricMemoryUtilization({ ...minute, label: 'speed-run' }),
            highestOfState(state, 'DatabaseMemoryUsagePercentage'),
          ]),
        ],
        [
          graph('Requests', [loadBalancer.balancer.metrics.requestCount(minute)]),
          graph('Refusals and failures', [
            loadBalancer.balancer.metrics.httpCodeTarget(HttpCodeTarget.TARGET_4XX_COUNT, minute),
            loadBalancer.balancer.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, minute),
            loadBalancer.balancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, minute),
          ]),
          graph('Response time of sign-on', [
            props.targets.signOn.metrics.targetResponseTime({ ...minute, statistic: 'p99' }),
          ]),
        ],
        [
          graph('Completion jobs', [
            completions.queue.metricApproximateNumberOfMessagesVisible(minute),
            completions.deadLetters.metricApproximateNumberOfMessagesVisible(minute),
          ]),
          graph('Reporter', [
            reporter.function.metricInvocations(minute),
            reporter.function.metricErrors(minute),
            reporter.function.metricDuration({ ...minute, statistic: 'p99' }),
          ]),
          graph('Speed-run state: writes', [
            ...stateMetrics(state, 'EvalBasedCmds', Stats.SUM),
            ...stateMetrics(state, 'StreamBasedCmds', Stats.SUM),
          ]),
        ],
      ],
    });
  }
}

// Of each node: ElastiCache has none of the whole group.
function stateMetrics(
  state: SpeedRunState,
  metricName: string,
  statistic = Stats.MAXIMUM,
): Metric[] {
  return state.nodeIds.map(
    (CacheClusterId, index) =>
      new Metric({
        namespace: 'AWS/ElastiCache',
        metricName,
        dimensionsMap: { CacheClusterId },
        statistic,
        label: `${metricName}, node ${index + 1}`,
        ...minute,
      }),
  );
}

function highestOfState(state: SpeedRunState, metricName: string): MathExpression {
  const metrics = stateMetrics(state, metricName).map((metric, index) => [`node${index}`, metric]);
  return new MathExpression({
    expression: `MAX([${metrics.map(([name]) => name).join(', ')}])`,
    usingMetrics: Object.fromEntries(metrics),
    label: metricName,
    ...minute,
  });
}

function watches(props: ObservabilityProps): Record<string, Watch> {
  return { ...serviceWatches(props), ...jobWatches(props), ...stateWatches(props) };
}

function serviceWatches(props: ObservabilityProps): Record<string, Watch> {
  const { targets, speedRun, questionSetLoader, loadBalancer } = props;
  return {
    SpeedRunUnhealthy: {
      metric: targets.speedRun.metrics.unhealthyHostCount(minute),
      above: 0,
      minutes: 3,
      meaning: 'A speed-run task is not ready',
    },
    SignOnUnhealthy: {
      metric: targets.signOn.metrics.unhealthyHostCount(minute),
      above: 0,
      minutes: 3,
      meaning: 'A sign-on task is not ready',
    },
    // The load balancer forgets tasks that end, and then has no unhealthy ones to count.
    SpeedRunGone: {
      metric: targets.speedRun.metrics.healthyHostCount({ ...minute, statistic: Stats.MINIMUM }),
      below: 1,
      minutes: 3,
      meaning: 'No speed-run task is ready: nobody can play',
    },
    SignOnGone: {
      metric: targets.signOn.metrics.healthyHostCount({ ...minute, statistic: Stats.MINIMUM }),
      below: 1,
      minutes: 3,
      meaning: 'No sign-on task is ready: nobody can host or join',
    },
    NobodyAnswers: {
      metric: loadBalancer.balancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, {
        ...minute,
        statistic: Stats.SUM,
      }),
      above: 10,
      minutes: 2,
      meaning: 'The load balancer finds nobody who answers',
    },
    ServerErrors: {
      metric: loadBalancer.balancer.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, {
        ...minute,
        statistic: Stats.SUM,
      }),
      above: 10,
      minutes: 2,
      meaning: 'The services fail requests',
    },
    UploadsFail: {
      metric: questionSetLoader.function.metricErrors(minute),
      above: 0,
      minutes: 1,
      meaning: 'The question-set-loader failed',
    },
    ConnectionsNearLimit: {
      metric: speedRun.connectionsPerTask.with({ statistic: Stats.MAXIMUM }),
      above: 0.8 * SpeedRunService.maxConnections,
      minutes: 1,
      meaning: 'A speed-run task will soon refuse connections',
    },
  };
}

function jobWatches(props: ObservabilityProps): Record<string, Watch> {
  const { completions, reporter, results } = props;
  return {
    DeadLetters: {
      metric: completions.deadLetters.metricApproximateNumberOfMessagesVisible({
        ...minute,
        statistic: Stats.MAXIMUM,
      }),
      above: 0,
      minutes: 1,
      meaning: 'A finished speedrun could not be reported',
    },
    JobsWaitLong: {
      metric: completions.queue.metricApproximateAgeOfOldestMessage({
        ...minute,
        statistic: Stats.MAXIMUM,
      }),
      above: 300,
      minutes: 1,
      meaning: 'Results are late: the reporter does not keep up',
    },
    ReporterFails: {
      metric: reporter.function.metricErrors(minute),
      above: 0,
      minutes: 3,
      meaning: 'The reporter fails again and again',
    },
    ResultsThrottled: {
      metric: results.table.metricThrottledRequestsForOperations({
        operations: [Operation.PUT_ITEM, Operation.BATCH_WRITE_ITEM, Operation.QUERY],
        ...minute,
      }),
      above: 0,
      minutes: 5,
      meaning: 'The speed-run store refuses requests',
    },
  };
}

function stateWatches({ state }: ObservabilityProps): Record<string, Watch> {
  return {
    StateMemory: {
      metric: highestOfState(state, 'DatabaseMemoryUsagePercentage'),
      above: 70,
      minutes: 1,
      meaning: 'The speed-run state fills up; when it is full, answers are refused',
    },
    StateBusy: {
      metric: highestOfState(state, 'EngineCPUUtilization'),
      above: 70,
      minutes: 3,
      meaning: 'The speed-run state is near what one primary can do',
    },
  };
}
