// Tasks on Fargate: the containers of a task definition, from the image, configured as ECS does it.
import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { theImage } from '../image';
import { Sandboxed, type Exit } from '../sandbox';
import type { Aws, Credentials } from './aws';
import { addresses, type Names } from './names';
import { referred, type Resource, type Template } from './template';

const image = theImage();

// Where tasks ask for the rights of their role.
export class TaskCredentials {
  private readonly credentials = new Map<string, Credentials>();
  private readonly server = http.createServer((request, response) => {
    const known = this.credentials.get(request.url ?? '');
    response.writeHead(known ? 200 : 404, { 'Content-Type': 'application/json' });
    response.end(
      known &&
        JSON.stringify({
          AccessKeyId: known.accessKeyId,
          SecretAccessKey: known.secretAccessKey,
          Token: known.sessionToken,
          Expiration: new Date(Date.now() + 3_600_000).toISOString(),
        }),
    );
  });

  static async start(): Promise<TaskCredentials> {
    const endpoint = new TaskCredentials();
    endpoint.server.listen(80, addresses.taskCredentials);
    await once(endpoint.server, 'listening');
    return endpoint;
  }

  // Gives what ECS sets AWS_CONTAINER_CREDENTIALS_RELATIVE_URI to.
  add(credentials: Credentials): string {
    const path = `/v2/credentials/${this.credentials.size}`;
    this.credentials.set(path, credentials);
    return path;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

export interface Surroundings {
  readonly template: Template;
  readonly aws: Aws;
  readonly names: Names;
  readonly taskCredentials: TaskCredentials;
  readonly questionSets: string; // The folder that stands in for the file system.
}

export class Task {
  private constructor(
    readonly definition: any,
    readonly address: AddressInfo,
    readonly process: Sandboxed,
  ) {}

  // The only variable that is not the template's: all tasks share one network here, so each listens
  // on an address of its own.
  static async start(service: Resource, number: number, stand: Surroundings): Promise<Task> {
    const { template, aws, taskCredentials } = stand;
    const task = template
      .all('AWS::ECS::TaskDefinition')
      .find(({ id }) => id === referred(service.properties.TaskDefinition))!.properties;
    const container = template.resolve(task.ContainerDefinitions[0]);
    const address = {
      address: addresses.task(number),
      port: container.PortMappings[0].ContainerPort,
    };
    const agent = await aws.credentialsOf(template.resolve(task.ExecutionRoleArn));
    const role = await aws.credentialsOf(template.resolve(task.TaskRoleArn));
    const environment: Record<string, string> = {
      ...image.environment,
      AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: taskCredentials.add(role),
    };
    for (const { Name, Value } of container.Environment) environment[Name] = Value;
    for (const { Name, ValueFrom } of container.Secrets)
      environment[Name] = await aws.secret(ValueFrom, agent);
    const process = await Sandboxed.start({
      root: image.root,
      hasSetpriv: true,
      user: image.user,
      mounts: mountsOf(container, stand),
      environment: { ...environment, MC_SPEEDRUN_BIND: address.address },
      command: [...image.entrypoint, ...container.Command],
    });
    return new Task(container, { ...address, family: 'IPv4' }, process);
  }

  get url(): string {
    return `http://${this.address.address}:${this.address.port}`;
  }

  stop(): Promise<Exit> {
    return this.process.stop();
  }
}

function mountsOf(container: any, { names, questionSets }: Surroundings) {
  return [
    { source: names.hosts, at: '/etc/hosts', readOnly: true },
    { source: names.certificates, at: '/etc/ssl/certs', readOnly: true },
    ...(container.MountPoints ?? []).map(({ ContainerPath, ReadOnly }: any) => ({
      source: questionSets,
      at: ContainerPath as string,
      readOnly: ReadOnly as boolean,
    })),
  ];
}
