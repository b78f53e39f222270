// AWS as the stack sees it: moto, under AWS's own names, over TLS. It checks signatures, and whether
// the role that signed may do what it asks for.
import https from 'node:https';
import { fileURLToPath } from 'node:url';
import {
  CreateTableCommand,
  DynamoDBClient,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { readFileSync } from 'node:fs';
import { addresses, type Names } from './names';
import { Server } from './server';
import { account, referred, region, type Template } from './template';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
const ownPython = fileURLToPath(
  new URL('../../../../build/deps/usr/lib/python3/dist-packages', import.meta.url),
);

export class Aws {
  // Accepted as long as rights are not checked.
  private administrator: Credentials = { accessKeyId: 'anybody', secretAccessKey: 'secret' };

  private constructor(
    private readonly server: Server,
    private readonly agent: https.Agent,
  ) {}

  static async start(names: Names): Promise<Aws> {
    const address = { host: addresses.aws, port: 443 };
    const server = await Server.start(
      [
        ...['python3', '-m', 'moto.server', '-H', address.host, '-p', String(address.port)],
        ...['--ssl', '--ssl-cert', names.authority, '--ssl-key', names.key],
      ],
      address,
      { PYTHONPATH: ownPython },
    );
    const agent = new https.Agent({
      ca: readFileSync(names.authority),
      keepAlive: true,
      lookup: (_name, _options, callback) =>
        callback(null, [{ address: addresses.aws, family: 4 }]),
    });
    return new Aws(server, agent);
  }

  // A client's configuration, with the rights of a role or of everybody's administrator.
  as(credentials: Credentials = this.administrator) {
    return { region, credentials, requestHandler: { httpsAgent: this.agent } };
  }

  // What the template asks for: roles, secrets, queues, the table.
  async create(template: Template): Promise<void> {
    await this.createSecrets(template);
    await this.createQueues(template);
    await this.createTable(template);
    for (const { id } of template.all('AWS::ECS::Service'))
      template.created(id, { Ref: `arn:aws:ecs:${region}:${account}:service/cluster/${id}` });
    await this.createRoles(template);
  }

  // From now on roles may do what their policies say, and nobody else but the administrator may do
  // anything.
  async checkRights(): Promise<void> {
    this.administrator = await this.makeAdministrator();
    await new Promise<void>((resolve, reject) => {
      const headers = { 'Content-Type': 'text/plain' };
      const options = { agent: this.agent, method: 'POST', headers };
      https
        .request(`https://sts.${region}.amazonaws.com/moto-api/reset-auth`, options, (answer) => {
          answer.resume().once('end', resolve);
        })
        .once('error', reject)
        .end('0');
    });
  }

  async credentialsOf(roleArn: string): Promise<Credentials> {
    const { Credentials: issued } = await new STSClient(this.as()).send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'stand' }),
    );
    return {
      accessKeyId: issued!.AccessKeyId!,
      secretAccessKey: issued!.SecretAccessKey!,
      sessionToken: issued!.SessionToken!,
    };
  }

  async secret(arn: string, credentials?: Credentials): Promise<string> {
    const { SecretString } = await new SecretsManagerClient(this.as(credentials)).send(
      // moto gives the first version if none is named, AWS the current one.
      new GetSecretValueCommand({ SecretId: arn, VersionStage: 'AWSCURRENT' }),
    );
    return SecretString!;
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    await this.server.stop();
  }

  private async makeAdministrator(): Promise<Credentials> {
    const client = new IAMClient(this.as());
    const user = { UserName: 'administrator' };
    await client.send(new CreateUserCommand(user));
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [everything] });
    await client.send(
      new PutUserPolicyCommand({ ...user, PolicyName: 'everything', PolicyDocument }),
    );
    const { AccessKey } = await client.send(new CreateAccessKeyCommand(user));
    return { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
  }

  private async createSecrets(template: Template): Promise<void> {
    const client = new SecretsManagerClient(this.as());
    for (const { id, properties } of template.all('AWS::SecretsManager::Secret')) {
      const { RandomPassword } = await client.send(
        new GetRandomPasswordCommand(properties.GenerateSecretString),
      );
      const { ARN } = await client.send(
        new CreateSecretCommand({ Name: id, SecretString: RandomPassword! }),
      );
      template.created(id, { Ref: ARN! });
    }
  }

  // Dead letters first: the other one names them.
  private async createQueues(template: Template): Promise<void> {
    const client = new SQSClient(this.as());
    const queues = template.all('AWS::SQS::Queue');
    const isLast = ({ properties }: { properties: any }) => (properties.RedrivePolicy ? 1 : 0);
    for (const { id, properties } of queues.toSorted((a, b) => isLast(a) - isLast(b))) {
      const { RedrivePolicy, VisibilityTimeout } = template.resolve(properties);
      const { QueueUrl } = await client.send(
        new CreateQueueCommand({
          QueueName: `${id}.fifo`,
          Attributes: {
            FifoQueue: String(properties.FifoQueue),
            ...(VisibilityTimeout && { VisibilityTimeout: String(VisibilityTimeout) }),
            ...(RedrivePolicy && { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
          },
        }),
      );
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
      );
      template.created(id, { Ref: QueueUrl!, Arn: Attributes!['QueueArn']! });
    }
  }

  private async createTable(template: Template): Promise<void> {
    const client = new DynamoDBClient(this.as());
    const { id, properties } = template.one('AWS::DynamoDB::Table');
    const { KeySchema, AttributeDefinitions, BillingMode, TimeToLiveSpecification } = properties;
    const { TableDescription } = await client.send(
      new CreateTableCommand({ TableName: id, KeySchema, AttributeDefinitions, BillingMode }),
    );
    await client.send(new UpdateTimeToLiveCommand({ TableName: id, TimeToLiveSpecification }));
    template.created(id, { Ref: id, Arn: TableDescription!.TableArn! });
  }

  private async createRoles(template: Template): Promise<void> {
    const client = new IAMClient(this.as());
    for (const { id, properties } of template.all('AWS::IAM::Role')) {
      const { Role } = await client.send(
        new CreateRoleCommand({
          RoleName: id,
          AssumeRolePolicyDocument: JSON.stringify(properties.AssumeRolePolicyDocument),
        }),
      );
      template.created(id, { Ref: id, Arn: Role!.Arn! });
    }
    for (const { id, properties } of template.all('AWS::IAM::Policy'))
      for (const role of properties.Roles)
        await client.send(
          new PutRolePolicyCommand({
            RoleName: referred(role),
            PolicyName: id,
            PolicyDocument: JSON.stringify(onAnything(template.resolve(properties.PolicyDocument))),
          }),
        );
  }
}

// moto knows what a role may do, but not to what: it takes every request to be about "*".
const onAnything = (policy: any) => ({
  ...policy,
  Statement: policy.Statement.map((statement: any) => ({ ...statement, Resource: '*' })),
});
