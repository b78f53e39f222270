// A Lambda function: the package that would be uploaded, in a file system that has nothing else but
// what its first line, #!/bin/sh, needs; configured as Lambda does it.
import { execFileSync } from 'node:child_process';
import { Sandboxed } from '../sandbox';
import type { Credentials } from './aws';
import type { Names } from './names';
import { RuntimeApi, type Outcome } from './runtime-api';
import { referred, region, type Resource, type Template } from './template';

// A shell in a place of its own, where no other program looks for libraries.
const shellLibraries = '/opt/shell';

function bareRoot(): string[] {
  const needed = execFileSync('ldd', ['/bin/sh']).toString();
  const loader = /^\s*(\/\S*ld-linux\S*)/m.exec(needed)![1]!;
  const libraries = [...needed.matchAll(/(\S+) => (\/\S+)/g)];
  return [
    ...['--ro-bind', '/bin/sh', '/bin/sh', '--ro-bind', loader, loader],
    ...libraries.flatMap(([, name, path]) => ['--ro-bind', path!, `${shellLibraries}/${name}`]),
    ...['--tmpfs', '/tmp'],
  ];
}

export interface FunctionSettings {
  readonly template: Template;
  readonly code: string; // The folder with the package.
  readonly names: Names;
  readonly questionSets: string;
  readonly credentials: Credentials;
  readonly environment?: Record<string, string>; // In addition.
}

let ports = 9001;

export class LambdaFunction {
  private constructor(
    readonly process: Sandboxed,
    private readonly api: RuntimeApi,
    // From the start of the process to its first question for an event.
    readonly coldStartMs: number,
    readonly start: Outcome,
  ) {}

  static async start(resource: Resource, settings: FunctionSettings): Promise<LambdaFunction> {
    const { template, code, names, credentials } = settings;
    const properties = template.resolve(resource.properties);
    const api = new RuntimeApi(ports++, properties.Timeout);
    await api.listen();
    const begun = performance.now();
    const process = await Sandboxed.start({
      root: bareRoot(),
      user: 993, // As on Lambda.
      mounts: [
        { source: code, at: '/var/task', readOnly: true },
        { source: names.authority, at: '/var/task/ca-certificates.crt', readOnly: true },
        { source: names.hosts, at: '/etc/hosts', readOnly: true },
        ...mountsOf(resource, settings),
      ],
      environment: {
        ...properties.Environment.Variables,
        _HANDLER: properties.Handler,
        LAMBDA_TASK_ROOT: '/var/task',
        // Lambda's libraries come first there, too.
        LD_LIBRARY_PATH: `/lib64:/usr/lib64:/var/runtime:${shellLibraries}`,
        PATH: '/usr/local/bin:/usr/bin/:/bin:/opt/bin',
        TZ: ':UTC',
        AWS_LAMBDA_RUNTIME_API: api.address,
        AWS_LAMBDA_FUNCTION_NAME: resource.id,
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
        AWS_REGION: region,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_SESSION_TOKEN: credentials.sessionToken ?? '',
        ...settings.environment,
      },
      command: ['/var/task/bootstrap'],
    });
    const gone = process.exited().then(() => {
      throw new Error(`the function ended: ${process.log}`);
    });
    gone.catch(() => undefined);
    const start = await Promise.race([api.started, gone]);
    return new LambdaFunction(process, api, performance.now() - begun, start);
  }

  // With the time that the template gives it, or less.
  attempt(event: unknown, timeoutS?: number): Promise<Outcome> {
    return this.api.invoke(event, timeoutS);
  }

  async invoke(event: unknown): Promise<any> {
    const { failed, body } = await this.attempt(event);
    if (failed) throw new Error(`the function failed: ${JSON.stringify(body)}`);
    return body;
  }

  async stop(): Promise<void> {
    await this.process.dispose();
    this.api.stop();
  }
}

// The file system lets a role write only if a policy says so.
function mountsOf(resource: Resource, { template, questionSets }: FunctionSettings) {
  const role = referred(resource.properties.Role);
  const mayWrite = template
    .all('AWS::IAM::Policy')
    .filter(({ properties }) => properties.Roles.some((it: any) => referred(it) === role))
    .some(({ properties }) => JSON.stringify(properties).includes('elasticfilesystem:ClientWrite'));
  return resource.properties.FileSystemConfigs.map(({ LocalMountPath }: any) => ({
    source: questionSets,
    at: LocalMountPath as string,
    readOnly: !mayWrite,
  }));
}
