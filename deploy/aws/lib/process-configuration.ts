// The one place that knows how the processes are configured: the environment variables of
// `mc-speedrun <role>` and of the Lambda functions, which have the same. Their values come from the
// constructs.
import { Aws } from 'aws-cdk-lib';

const prefix = 'MC_SPEEDRUN_';

// Values that are the same wherever a role runs.
export const port = 8080;
export const drainTimeoutS = 25;
export const metricsIntervalS = 30;
export const questionSetsMount = '/mnt/question-sets';

// CloudFront and the load balancer each append the address that they saw to X-Forwarded-For.
const trustedProxies = 2;

// What a process published about itself: docs/aws/operating.md says what the metrics mean.
export const metricsNamespace = 'mc-speedrun';
export const metricsRoleDimension = 'Role';
export const connectionsMetric = 'WebSocketSessions';

export interface StateEndpoint {
  readonly redisUrl: string; // Without the password, which is a secret.
}

const every = {
  [`${prefix}LOG_FORMAT`]: 'json',
  [`${prefix}LOG_LEVEL`]: 'info',
};

const everyService = {
  ...every,
  AWS_REGION: Aws.REGION, // Lambda sets it itself.
  [`${prefix}BIND`]: '0.0.0.0',
  [`${prefix}PORT`]: String(port),
  [`${prefix}TRUSTED_PROXIES`]: String(trustedProxies),
  [`${prefix}DRAIN_TIMEOUT_S`]: String(drainTimeoutS),
  [`${prefix}METRICS_LOG_INTERVAL_S`]: String(metricsIntervalS),
};

// An append is durable when this many replicas have it (docs/adr/0007-durable-state-on-aws.md).
const stateOf = (state: StateEndpoint) => ({
  [`${prefix}REDIS_URL`]: state.redisUrl,
  [`${prefix}REDIS_DURABILITY`]: 'replicas',
  [`${prefix}REDIS_REPLICAS`]: '1',
});

export const secretVariables = {
  tokenKey: `${prefix}TOKEN_KEY`,
  redisPassword: `${prefix}REDIS_PASSWORD`,
};

// A Lambda function cannot be given a secret's value: X_SECRET names the secret that it reads X from
// when it starts.
export const secretArnVariables = {
  tokenKey: `${prefix}TOKEN_KEY_SECRET`,
  redisPassword: `${prefix}REDIS_PASSWORD_SECRET`,
};

export interface ResultsEndpoint {
  readonly resultTable: string;
}

export interface JobsEndpoint {
  readonly completionQueueUrl: string;
}

const questionSets = { [`${prefix}QUESTION_SETS`]: questionSetsMount };
const resultsOf = ({ resultTable }: ResultsEndpoint) => ({
  [`${prefix}RESULT_TABLE`]: resultTable,
});
const jobsOf = ({ completionQueueUrl }: JobsEndpoint) => ({
  [`${prefix}COMPLETION_QUEUE`]: completionQueueUrl,
});
const limitedTo = (connections: number) => ({ [`${prefix}MAX_CONNECTIONS`]: String(connections) });

export function signOnEnvironment(stores: StateEndpoint & ResultsEndpoint, connections: number) {
  return { ...everyService, ...stateOf(stores), ...resultsOf(stores), ...limitedTo(connections) };
}

export function speedRunEnvironment(stores: StateEndpoint & JobsEndpoint, connections: number) {
  return {
    ...everyService,
    ...stateOf(stores),
    ...questionSets,
    ...jobsOf(stores),
    ...limitedTo(connections),
  };
}

export function questionSetLoaderEnvironment(state: StateEndpoint) {
  return { ...every, ...stateOf(state), ...questionSets };
}

export function reporterEnvironment(stores: StateEndpoint & ResultsEndpoint & JobsEndpoint) {
  return {
    ...every,
    ...stateOf(stores),
    ...questionSets,
    ...resultsOf(stores),
    ...jobsOf(stores),
  };
}
