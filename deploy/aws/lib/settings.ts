// How big, and under which name: what an operator may choose. Everything has a default; each
// setting can be given as `--context name=value` (see docs/aws/deploying.md).
import type { Node } from 'constructs';

export interface Settings {
  // Fargate tasks. Before an event, raise the least number (docs/aws/operating.md).
  readonly speedRunTasksLeast: number;
  readonly speedRunTasksMost: number;
  readonly signOnTasksLeast: number;
  readonly signOnTasksMost: number;
  // Of the speed-run state's three nodes.
  readonly stateNodeType: string;
  readonly architecture: 'x86_64' | 'arm64';
  // A name of one's own: both or neither. The certificate must be in us-east-1.
  readonly domainName: string | undefined;
  readonly certificateArn: string | undefined;
  // A web access control list of scope CLOUDFRONT, made elsewhere.
  readonly webAclArn: string | undefined;
  // Where alarms go.
  readonly alarmEmail: string | undefined;
}

export const defaultSettings: Settings = {
  speedRunTasksLeast: 2,
  speedRunTasksMost: 40,
  signOnTasksLeast: 2,
  signOnTasksMost: 6,
  stateNodeType: 'cache.t4g.small',
  architecture: 'x86_64',
  domainName: undefined,
  certificateArn: undefined,
  webAclArn: undefined,
  alarmEmail: undefined,
};

export function settingsFromContext(node: Node): Settings {
  const chosen = Object.fromEntries(
    Object.entries(defaultSettings).map(([name, value]) => {
      const text: unknown = node.tryGetContext(name);
      if (text === undefined) return [name, value];
      return [name, typeof value === 'number' ? wholeNumber(name, text) : String(text)];
    }),
  ) as unknown as Settings;
  check(chosen);
  return chosen;
}

function wholeNumber(name: string, text: unknown): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 1000)
    throw new Error(`${name} must be a whole number from 1 to 1000, not ${String(text)}`);
  return number;
}

function check(settings: Settings): void {
  const { architecture, stateNodeType } = settings;
  if (architecture !== 'x86_64' && architecture !== 'arm64')
    throw new Error(`architecture must be x86_64 or arm64, not ${String(architecture)}`);
  if (!/^cache\.[a-z0-9]+\.[a-z0-9]+$/.test(stateNodeType))
    throw new Error(`stateNodeType must be like cache.t4g.small, not ${stateNodeType}`);
  if ((settings.domainName === undefined) !== (settings.certificateArn === undefined))
    throw new Error('domainName and certificateArn go together');
  if (settings.certificateArn && !settings.certificateArn.includes(':us-east-1:'))
    throw new Error('CloudFront takes certificates from us-east-1 only');
  for (const role of ['speedRun', 'signOn'] as const) {
    if (settings[`${role}TasksLeast`] > settings[`${role}TasksMost`])
      throw new Error(`${role}TasksLeast is more than ${role}TasksMost`);
  }
}
