// The question-set store: uploaded sets as files, shared by all instances. Only the
// question-set-loader may write.
import { RemovalPolicy } from 'aws-cdk-lib';
import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import type { FargateTaskDefinition, Volume } from 'aws-cdk-lib/aws-ecs';
import { FileSystem, LifecyclePolicy, ThroughputMode } from 'aws-cdk-lib/aws-efs';
import type { AccessPoint } from 'aws-cdk-lib/aws-efs';
import {
  AnyPrincipal,
  Effect,
  PolicyDocument,
  PolicyStatement,
  type IGrantable,
} from 'aws-cdk-lib/aws-iam';
import type { CfnFunction, Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Network } from './network.js';
import { questionSetsMount } from './process-configuration.js';

export type Access = 'read' | 'read and write';

export class QuestionSetStore extends Construct {
  readonly fileSystem: FileSystem;
  readonly #accessPoint: AccessPoint;

  constructor(scope: Construct, id: string, network: Network) {
    super(scope, id);
    this.fileSystem = new FileSystem(this, 'Files', {
      vpc: network.vpc,
      vpcSubnets: network.services,
      encrypted: true,
      throughputMode: ThroughputMode.ELASTIC,
      lifecyclePolicy: LifecyclePolicy.AFTER_7_DAYS,
      // A set is of use while its speedrun lives: a day. Results keep their own copy of it.
      removalPolicy: RemovalPolicy.DESTROY,
      enableAutomaticBackups: false,
      fileSystemPolicy: onlyEncrypted(),
    });
    this.#accessPoint = this.fileSystem.addAccessPoint('QuestionSets', {
      path: '/question-sets',
      createAcl: { ownerUid: '1000', ownerGid: '1000', permissions: '750' },
      posixUser: { uid: '1000', gid: '1000' },
    });
  }

  // For containers: a volume, mounted read-only.
  addVolumeTo(taskDefinition: FargateTaskDefinition): string {
    const volume: Volume = {
      name: 'question-sets',
      efsVolumeConfiguration: {
        fileSystemId: this.fileSystem.fileSystemId,
        transitEncryption: 'ENABLED',
        authorizationConfig: { accessPointId: this.#accessPoint.accessPointId, iam: 'ENABLED' },
      },
    };
    taskDefinition.addVolume(volume);
    this.#grant(taskDefinition.taskRole, 'read');
    return volume.name;
  }

  allowFrom(peer: IConnectable): void {
    this.fileSystem.connections.allowDefaultPortFrom(peer, 'Question sets');
  }

  // lambda.FileSystem would always grant writing.
  mountOn(target: Function, access: Access): void {
    (target.node.defaultChild as CfnFunction).fileSystemConfigs = [
      { arn: this.#accessPoint.accessPointArn, localMountPath: questionSetsMount },
    ];
    this.#grant(target, access);
    this.allowFrom(target);
    target.node.addDependency(this.fileSystem.mountTargetsAvailable);
  }

  #grant(grantee: IGrantable, access: Access): void {
    const actions = ['elasticfilesystem:ClientMount'];
    if (access === 'read and write') actions.push('elasticfilesystem:ClientWrite');
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions,
        resources: [this.fileSystem.fileSystemArn],
        conditions: {
          StringEquals: {
            'elasticfilesystem:AccessPointArn': this.#accessPoint.accessPointArn,
          },
        },
      }),
    );
  }
}

// A policy on the file system also ends the anonymous access that it has without one.
function onlyEncrypted(): PolicyDocument {
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['*'],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ],
  });
}
