// The stack of the template on this machine: everything that the template's processes talk to, then
// the processes.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { call } from '../../support/http';
import { Aws } from './aws';
import { LambdaFunction } from './function';
import { JobPoller } from './job-poller';
import { LoadBalancer } from './load-balancer';
import { makeNames, type Names } from './names';
import { State } from './state';
import { Task, TaskCredentials } from './task';
import { referred, Template, type Resource } from './template';

// What the template's processes need around them.
export class Stand {
  readonly template: Template;
  readonly folder = mkdtempSync(join(tmpdir(), 'mcs-aws-stand-'));
  readonly questionSets = join(this.folder, 'question-sets');
  readonly names: Names;
  aws!: Aws;
  state!: State;
  taskCredentials!: TaskCredentials;
  private tasks = 0;

  private constructor(readonly assembly: string) {
    chmodSync(this.folder, 0o755);
    mkdirSync(this.questionSets);
    // Whoever writes: the file system's access point makes it one user.
    chmodSync(this.questionSets, 0o777);
    this.template = Template.read(assembly);
    this.names = makeNames(this.folder);
  }

  static async start(assembly: string): Promise<Stand> {
    const stand = new Stand(assembly);
    try {
      await stand.run();
    } catch (error) {
      await stand.stop();
      throw error;
    }
    return stand;
  }

  private async run(): Promise<void> {
    const { template, names } = this;
    this.taskCredentials = await TaskCredentials.start();
    this.aws = await Aws.start(names);
    await this.aws.create(template);
    const password = await passwordOf(template, this.aws);
    this.state = await State.start(template, password, names, this.folder);
    // From here on everything is done with the rights that the template gives.
    await this.aws.checkRights();
  }

  async startFunction(
    handler: string,
    environment: Record<string, string> = {},
  ): Promise<LambdaFunction> {
    const resource = this.template.one(
      'AWS::Lambda::Function',
      ({ Handler }) => Handler === handler,
    );
    return LambdaFunction.start(resource, {
      ...this,
      code: join(this.assembly, this.template.metadata(resource.id)['aws:asset:path']),
      credentials: await this.aws.credentialsOf(this.template.resolve(resource.properties.Role)),
      environment,
    });
  }

  // A task of a service, once its target group would call it healthy.
  async startTask(service: Resource): Promise<Task> {
    const task = await Task.start(service, ++this.tasks, this);
    await healthy(this.template, task);
    return task;
  }

  async stop(): Promise<void> {
    this.taskCredentials?.stop();
    await this.state?.stop();
    await this.aws?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

// As CloudFormation puts it into the replication group.
function passwordOf(template: Template, aws: Aws): Promise<string> {
  const { AuthToken } = template.one('AWS::ElastiCache::ReplicationGroup').properties;
  const reference = /^\{\{resolve:secretsmanager:(.*):SecretString:::?\}\}$/.exec(
    template.resolve(AuthToken),
  );
  return aws.secret(reference![1]!);
}

// All processes of the template, behind the load balancer.
export class Stack {
  private constructor(
    private readonly template: Template,
    readonly tasks: ReadonlyMap<string, readonly Task[]>,
    readonly functions: readonly LambdaFunction[],
    readonly loadBalancer: LoadBalancer,
    readonly poller: JobPoller,
  ) {}

  static async start(stand: Stand): Promise<Stack> {
    const { template, aws } = stand;
    const tasks = new Map<string, Task[]>();
    for (const service of template.all('AWS::ECS::Service')) {
      const started: Task[] = [];
      for (let i = 0; i < service.properties.DesiredCount; ++i)
        started.push(await stand.startTask(service));
      tasks.set(service.id, started);
    }
    const loader = await stand.startFunction('question-set-loader');
    const reporter = await stand.startFunction('reporter');
    const { id } = template.one(
      'AWS::Lambda::Function',
      ({ Handler }) => Handler === 'question-set-loader',
    );
    const loadBalancer = new LoadBalancer(template, { tasks, functions: new Map([[id, loader]]) });
    await loadBalancer.listen();
    const role = template.one('AWS::Lambda::Function', ({ Handler }) => Handler === 'reporter')
      .properties.Role;
    const rights = aws.as(await aws.credentialsOf(template.resolve(role)));
    const poller = JobPoller.of(template, new SQSClient(rights), reporter);
    return new Stack(template, tasks, [loader, reporter], loadBalancer, poller);
  }

  // Every task is, after something was amiss.
  async healthy(): Promise<void> {
    for (const task of this.allTasks) await healthy(this.template, task);
  }

  get allTasks(): Task[] {
    return [...this.tasks.values()].flat();
  }

  ofRole(role: string): Task[] {
    return this.allTasks.filter(({ definition }) => definition.Name === role);
  }

  async stop(): Promise<void> {
    await this.poller.stop();
    this.loadBalancer.stop();
    for (const each of this.functions) await each.stop();
    for (const task of this.allTasks) await task.process.dispose();
  }
}

// As the target group finds out.
async function healthy(template: Template, task: Task): Promise<void> {
  const group = template
    .all('AWS::ECS::Service')
    .flatMap(({ properties }) => properties.LoadBalancers)
    .find(({ ContainerName }) => ContainerName === task.definition.Name).TargetGroupArn;
  const path = template
    .all('AWS::ElasticLoadBalancingV2::TargetGroup')
    .find(({ id }) => id === referred(group))!.properties.HealthCheckPath;
  for (;;) {
    if (!task.process.running)
      throw new Error(`${task.definition.Name} ended: ${task.process.log}`);
    try {
      if ((await call(task.url, path)).status === 200) return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED') throw error;
    }
    await delay(20);
  }
}
