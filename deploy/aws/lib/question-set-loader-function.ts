// The question-set-loader: a Lambda function behind the load balancer, which passes it request
// bodies of at most 1 MB and refuses larger ones with 413.
import { Duration } from 'aws-cdk-lib';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { nativeFunction } from './native-function.js';
import type { Network } from './network.js';
import { questionSetLoaderEnvironment, secretArnVariables } from './process-configuration.js';
import type { QuestionSetStore } from './question-set-store.js';
import type { Secrets } from './secrets.js';
import type { Settings } from './settings.js';
import type { SpeedRunState } from './speed-run-state.js';

export interface QuestionSetLoaderFunctionProps {
  readonly network: Network;
  readonly settings: Settings;
  readonly code: string;
  readonly secrets: Secrets;
  readonly state: SpeedRunState;
  readonly questionSets: QuestionSetStore;
}

export class QuestionSetLoaderFunction extends Construct {
  readonly function: Function;

  constructor(scope: Construct, id: string, props: QuestionSetLoaderFunctionProps) {
    super(scope, id);
    const { secrets, state } = props;
    this.function = nativeFunction(this, 'Function', {
      ...props,
      description: 'Question-set-loader of mc-speedrun',
      timeout: Duration.seconds(30),
      environment: {
        ...questionSetLoaderEnvironment(state),
        [secretArnVariables.tokenKey]: secrets.tokenKey.secretArn,
        [secretArnVariables.redisPassword]: secrets.redisPassword.secretArn,
      },
    });
    secrets.tokenKey.grantRead(this.function);
    secrets.redisPassword.grantRead(this.function);
    state.allowFrom(this.function);
    props.questionSets.mountOn(this.function, 'read and write');
  }
}
