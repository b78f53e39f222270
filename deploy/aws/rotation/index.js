// The Lambda function that Secrets Manager calls: joins rotation.js to the AWS SDK, which is part of
// the runtime.
import { ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import {
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
  ModifyReplicationGroupCommand,
} from '@aws-sdk/client-elasticache';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { setTimeout as sleep } from 'node:timers/promises';
import { kinds, rotate } from './rotation.js';

const secrets = new SecretsManagerClient();
const elastiCache = new ElastiCacheClient();
const ecs = new ECSClient();
const { KIND, CLUSTER, SERVICES, REPLICATION_GROUP } = process.env;

async function valueOf(version) {
  return (await secrets.send(new GetSecretValueCommand(version))).SecretString;
}

async function versionsOf(secret) {
  return (await secrets.send(new DescribeSecretCommand({ SecretId: secret }))).VersionIdsToStages;
}

async function hasValue(version) {
  try {
    await valueOf(version);
    return true;
  } catch (error) {
    if (error.name === 'ResourceNotFoundException') return false;
    throw error;
  }
}

const aws = {
  currentValue: (secret) => valueOf({ SecretId: secret, VersionStage: 'AWSCURRENT' }),
  pendingValue: (secret, token) => valueOf({ SecretId: secret, VersionId: token }),
  hasPending: (secret, token) => hasValue({ SecretId: secret, VersionId: token }),

  putPending: (secret, token, value) =>
    secrets.send(
      new PutSecretValueCommand({
        SecretId: secret,
        ClientRequestToken: token,
        SecretString: value,
        VersionStages: ['AWSPENDING'],
      }),
    ),

  async makeCurrent(secret, token) {
    const versions = Object.entries(await versionsOf(secret));
    const [current] = versions.find(([, stages]) => stages.includes('AWSCURRENT'));
    if (current === token) return;
    await secrets.send(
      new UpdateSecretVersionStageCommand({
        SecretId: secret,
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: token,
        RemoveFromVersionId: current,
      }),
    );
  },

  rotateRedisPassword: (password) =>
    elastiCache.send(
      new ModifyReplicationGroupCommand({
        ReplicationGroupId: REPLICATION_GROUP,
        AuthToken: password,
        AuthTokenUpdateStrategy: 'ROTATE',
        ApplyImmediately: true,
      }),
    ),

  // Throws when the function's time is over; Secrets Manager then tries again.
  async redisIsAvailable() {
    for (;;) {
      const { ReplicationGroups } = await elastiCache.send(
        new DescribeReplicationGroupsCommand({ ReplicationGroupId: REPLICATION_GROUP }),
      );
      if (ReplicationGroups[0].Status === 'available') return;
      await sleep(10_000);
    }
  },

  async restartServices() {
    for (const service of SERVICES.split(' '))
      await ecs.send(
        new UpdateServiceCommand({ cluster: CLUSTER, service, forceNewDeployment: true }),
      );
  },
};

export const handler = (event) => rotate(kinds[KIND], aws, event);
