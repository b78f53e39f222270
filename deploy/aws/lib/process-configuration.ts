// The one place that knows how the processes are configured: the environment variables of
// `mc-speedrun <role>` and of the two Lambda bootstraps. Their values come from the constructs.
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

// A Lambda function cannot be given a secret's value: it reads the secret when it starts.
export const secretArnVariables = {
  tokenKey: `${prefix}TOKEN_KEY_SECRET`,
  redisPassword: `${prefix}REDIS_PASSWORD_SECRET`,
};

export function signOnEnvironment(state: StateEndpoint, maxConnections: number) {
  return {
    ...everyService,
    ...stateOf(state),
    [`${prefix}MAX_CONNECTIONS`]: String(maxConnections),
  };
}

export interface SpeedRunStores extends StateEndpoint {
  readonly completionQueueUrl: string;
  readonly resultTable: string;
}

export function speedRunEnvironment(stores: SpeedRunStores, maxConnections: number) {
  return {
    ...everyService,
    ...stateOf(stores),
    [`${prefix}QUESTION_SETS`]: questionSetsMount,
    [`${prefix}COMPLETION_QUEUE`]: stores.completionQueueUrl,
    [`${prefix}RESULT_TABLE`]: stores.resultTable,
    [`${prefix}MAX_CONNECTIONS`]: String(maxConnections),
  };
}

export function questionSetLoaderEnvironment(state: StateEndpoint) {
  return {
    ...every,
    ...stateOf(state),
    [`${prefix}QUESTION_SETS`]: questionSetsMount,
  };
}

export function reporterEnvironment(stores: StateEndpoint & { readonly resultTable: string }) {
  return {
    ...every,
    ...stateOf(stores),
    [`${prefix}QUESTION_SETS`]: questionSetsMount,
    [`${prefix}RESULT_TABLE`]: stores.resultTable,
  };
}
