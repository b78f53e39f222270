// The functions that rotate the secrets, as the template has them: what they do to Secrets Manager,
// to the speed-run state and to the services, with the rights that they have.
import { cpSync, symlinkSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { HostClient } from '../../support/clients';
import { questionSet } from '../../support/question-sets';
import { theImage } from '../image';
import { Sandboxed } from '../sandbox';
import { ElastiCache } from './elasticache';
import { uploadEvent } from './recorded-events';
import { Stand } from './stand';
import { region } from './template';

const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

let stand: Stand;
let elastiCache: ElastiCache;
let ecs: ECSClient;
let cluster: string;
let services: string[];

beforeAll(async () => {
  stand = await Stand.start(inject('assembly'));
  elastiCache = await ElastiCache.start(stand.names, stand.state);
  ecs = new ECSClient(stand.aws.as());
  await createServices();
});

afterAll(async () => {
  elastiCache?.stop();
  await stand?.stop();
});

async function createServices(): Promise<void> {
  const { template } = stand;
  cluster = template.one('AWS::ECS::Cluster').id;
  template.created(cluster, { Ref: cluster });
  await ecs.send(new CreateClusterCommand({ clusterName: cluster }));
  const containerDefinitions = [{ name: 'process', image: 'mc-speedrun', memory: 128 }];
  await ecs.send(new RegisterTaskDefinitionCommand({ family: 'task', containerDefinitions }));
  services = template.all('AWS::ECS::Service').map(({ id }) => id);
  for (const serviceName of services) {
    const task = { taskDefinition: 'task', desiredCount: 1 };
    await ecs.send(new CreateServiceCommand({ cluster, serviceName, ...task }));
    template.created(serviceName, { Name: serviceName });
  }
}

async function deployments(): Promise<unknown[]> {
  const { services: all } = await ecs.send(new DescribeServicesCommand({ cluster, services }));
  return all!.map((service) => service.deployments?.[0]?.id);
}

const rotationOf = (kind: string) =>
  stand.template.one(
    'AWS::Lambda::Function',
    ({ Environment }) => Environment?.Variables.KIND === kind,
  );

const secretOf = (description: string) =>
  stand.template.resolve({
    Ref: stand.template.one('AWS::SecretsManager::Secret', ({ Description }) =>
      Description.startsWith(description),
    ).id,
  });

// Runs a function with an event, in a process of its own as Lambda does.
async function invoke(kind: string, event: object): Promise<string> {
  const { id, properties } = rotationOf(kind);
  const code = join(stand.folder, `rotation-${randomUUID()}`);
  cpSync(join(stand.assembly, stand.template.metadata(id)['aws:asset:path']), code, {
    recursive: true,
  });
  symlinkSync(modules, join(code, 'node_modules'));
  const rights = await stand.aws.credentialsOf(stand.template.resolve(properties.Role));
  const [file] = properties.Handler.split('.');
  const image = theImage();
  const { code: status, log } = await Sandboxed.run({
    ...image,
    hasSetpriv: true,
    mounts: [
      { source: stand.names.hosts, at: '/etc/hosts', readOnly: true },
      { source: process.execPath, at: '/opt/node', readOnly: true },
      { source: code, at: '/var/task', readOnly: true },
      { source: modules, at: modules, readOnly: true },
      { source: stand.names.certificates, at: '/etc/ssl/certs', readOnly: true },
    ],
    environment: {
      ...stand.template.resolve(properties.Environment.Variables),
      HOME: '/tmp',
      NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/ca-certificates.crt',
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: rights.accessKeyId,
      AWS_SECRET_ACCESS_KEY: rights.secretAccessKey,
      AWS_SESSION_TOKEN: rights.sessionToken ?? '',
    },
    command: [
      ...['/opt/node', '--input-type=module', '--eval'],
      `await (await import('/var/task/${file}.js')).handler(${JSON.stringify(event)})`,
    ],
  });
  if (status !== 0) throw new Error(log);
  return log;
}

async function rotate(kind: string, SecretId: string): Promise<string> {
  const ClientRequestToken = randomUUID();
  for (const Step of steps) await invoke(kind, { Step, SecretId, ClientRequestToken });
  return stand.aws.secret(SecretId);
}

test('the key that signs tokens gets a successor, and the services start anew', async () => {
  const secret = secretOf('Signs access tokens');
  const first = await stand.aws.secret(secret);
  const before = await deployments();
  const [signs, announced, ...none] = (await rotate('tokenKeys', secret)).split(',');
  expect([signs, none]).toEqual([first, []]);
  const [signsNow, , last] = (await rotate('tokenKeys', secret)).split(',');
  expect([signsNow, last]).toEqual([announced, first]);
  (await deployments()).forEach((id, index) => expect(id).not.toBe(before[index]));
});

test('the password of the state is changed there, and the old one still opens it', async () => {
  const secret = secretOf('AUTH token');
  const old = await stand.aws.secret(secret);
  const password = await rotate('redisPassword', secret);
  expect(password).not.toBe(old);
  expect(elastiCache.requests).toMatchObject([
    {
      Action: 'ModifyReplicationGroup',
      AuthTokenUpdateStrategy: 'ROTATE',
      ApplyImmediately: 'true',
    },
    { Action: 'DescribeReplicationGroups' },
  ]);
  for (const accepted of [old, password])
    expect(stand.state.commandAs(accepted, 'PING')).toBe('PONG\n');
  stand.state.acceptNoLonger(old);
});

test('what starts afterwards works with the new ones alone', async () => {
  const signOn = stand.template.all('AWS::ECS::Service').find(({ id }) => id.startsWith('SignOn'));
  const task = await stand.startTask(signOn!);
  const loader = await stand.startFunction('question-set-loader');
  try {
    const { token } = await HostClient.signOn(task.url);
    const set = JSON.stringify(questionSet(3));
    expect(await loader.invoke(uploadEvent(token, set))).toMatchObject({ statusCode: 201 });
  } finally {
    await loader.stop();
    await task.process.dispose();
  }
});

test('a function may not rotate the secret of the other', async () => {
  const rights = JSON.stringify(
    stand.template
      .all('AWS::IAM::Policy')
      .find(({ id }) => id.startsWith('SecretRotationTokenKey')),
  );
  expect(rights).toContain('SecretsTokenKey');
  expect(rights).not.toContain('SecretsRedisPassword');
});
