// The reporter: a Lambda function on the completion queue. It says which jobs of a batch failed, so
// that only they come again.
import { Duration } from 'aws-cdk-lib';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { CompletionQueue } from './completion-queue.js';
import { nativeFunction } from './native-function.js';
import type { Network } from './network.js';
import { reporterEnvironment, secretArnVariables } from './process-configuration.js';
import type { QuestionSetStore } from './question-set-store.js';
import type { Secrets } from './secrets.js';
import type { Settings } from './settings.js';
import type { SpeedRunState } from './speed-run-state.js';
import type { SpeedRunStore } from './speed-run-store.js';

export interface ReporterFunctionProps {
  readonly network: Network;
  readonly settings: Settings;
  readonly code: string;
  readonly secrets: Secrets;
  readonly state: SpeedRunState;
  readonly questionSets: QuestionSetStore;
  readonly completions: CompletionQueue;
  readonly results: SpeedRunStore;
}

export class ReporterFunction extends Construct {
  // For a speedrun of a million participants; most take well under a second.
  static readonly timeout = Duration.minutes(2);

  readonly function: Function;

  constructor(scope: Construct, id: string, props: ReporterFunctionProps) {
    super(scope, id);
    const { secrets, state, results } = props;
    this.function = nativeFunction(this, 'Function', {
      ...props,
      description: 'Reporter of mc-speedrun',
      timeout: ReporterFunction.timeout,
      environment: {
        ...reporterEnvironment({
          redisUrl: state.redisUrl,
          resultTable: results.table.tableName,
        }),
        [secretArnVariables.redisPassword]: secrets.redisPassword.secretArn,
      },
    });
    secrets.redisPassword.grantRead(this.function);
    state.allowFrom(this.function);
    props.questionSets.mountOn(this.function, 'read');
    results.table.grant(
      this.function,
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:PutItem',
      'dynamodb:BatchWriteItem',
    );
    this.function.addEventSource(
      new SqsEventSource(props.completions.queue, {
        batchSize: 10,
        reportBatchItemFailures: true,
        // Reading finished logs must not crowd out running speedruns.
        maxConcurrency: 5,
      }),
    );
  }
}
