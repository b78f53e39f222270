// The speed-run state: the logs of running speedruns, in Valkey, one primary and two replicas. An
// answer is acknowledged when a replica has it too (docs/adr/0007-durable-state-on-aws.md).
import { SecurityGroup, Port, type IConnectable } from 'aws-cdk-lib/aws-ec2';
import {
  CfnParameterGroup,
  CfnReplicationGroup,
  CfnSubnetGroup,
} from 'aws-cdk-lib/aws-elasticache';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Network } from './network.js';

const redisPort = 6379;

export interface SpeedRunStateProps {
  readonly network: Network;
  readonly password: Secret;
  readonly nodeType: string;
}

export class SpeedRunState extends Construct {
  readonly replicationGroupId: string;
  // Of the primary; after a failover, of the replica that was promoted.
  readonly redisUrl: string;
  readonly #access: SecurityGroup;

  constructor(scope: Construct, id: string, props: SpeedRunStateProps) {
    super(scope, id);
    const { vpc, services } = props.network;
    this.#access = new SecurityGroup(this, 'Access', {
      vpc,
      description: 'Speed-run state, from the roles that use it',
      allowAllOutbound: false,
    });
    const subnets = new CfnSubnetGroup(this, 'Subnets', {
      description: 'Speed-run state of mc-speedrun',
      subnetIds: vpc.selectSubnets(services).subnetIds,
    });
    const parameters = new CfnParameterGroup(this, 'Parameters', {
      description: 'Speed-run state of mc-speedrun',
      cacheParameterGroupFamily: 'valkey8',
      properties: {
        // A primary without replicas must not take what it could lose.
        'min-replicas-to-write': '1',
        // A full store must refuse new answers, not forget acknowledged ones.
        'maxmemory-policy': 'noeviction',
      },
    });
    const group = new CfnReplicationGroup(this, 'Valkey', {
      replicationGroupDescription: 'Speed-run state of mc-speedrun',
      engine: 'valkey',
      engineVersion: '8.1',
      cacheNodeType: props.nodeType,
      cacheParameterGroupName: parameters.ref,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [this.#access.securityGroupId],
      port: redisPort,
      // Two replicas: when one node fails, appends still find one to wait for.
      numCacheClusters: 3,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      atRestEncryptionEnabled: true,
      authToken: props.password.secretValue.unsafeUnwrap(),
      snapshotRetentionLimit: 7,
      snapshotWindow: '03:00-04:00',
      preferredMaintenanceWindow: 'sun:04:30-sun:05:30',
      autoMinorVersionUpgrade: true,
    });
    this.replicationGroupId = group.ref;
    this.redisUrl = `rediss://${group.attrPrimaryEndPointAddress}:${redisPort}`;
  }

  allowFrom(peer: IConnectable): void {
    this.#access.connections.allowFrom(peer, Port.tcp(redisPort), 'Speed-run state');
  }
}
