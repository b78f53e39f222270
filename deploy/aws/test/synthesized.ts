// The stack, synthesized from made-up artifacts: no account, no network, no build.
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { addStack, featureFlags } from '../lib/app.js';
import { repositoryRoot, type Artifacts } from '../lib/artifacts.js';
import { LoadBalancer } from '../lib/load-balancer.js';
import { Network } from '../lib/network.js';
import { defaultSettings, type Settings } from '../lib/settings.js';
import { WebAppDistribution } from '../lib/web-app-distribution.js';

const madeUpWebApp = [
  'assets/index-BUexuc2p.js',
  'assets/index-BUexuc2p.js.br',
  'assets/index-BUexuc2p.js.gz',
  'assets/index-D3adB33f.css',
  'assets/barlow-condensed-Cafe.woff2',
  'favicon.svg',
  'favicon.svg.gz',
  'index.html',
  'index.html.br',
  'index.html.gz',
  'manifest.webmanifest',
  'robots.txt',
  'sw.js',
];

export const madeUpSources = [
  '.git/config',
  'build/release/mc-speedrun',
  'deploy/aws/node_modules/aws-cdk-lib/index.js',
  'deploy/container/Dockerfile',
  'deploy/container/health-check',
  'src/base/ids.cpp',
  'web/dist/index.html',
  'web/node_modules/vite/index.js',
  'web/src/main.ts',
];

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function madeUpArtifacts(): Artifacts {
  const folder = mkdtempSync(join(tmpdir(), 'mc-speedrun-aws-'));
  const artifacts = {
    repository: join(folder, 'repository'),
    webApp: join(folder, 'web'),
    lambda: join(folder, 'lambda'),
  };
  for (const name of madeUpSources) write(join(artifacts.repository, name), 'FROM scratch\n');
  copyFileSync(
    join(repositoryRoot, 'deploy/container/Dockerfile.dockerignore'),
    join(artifacts.repository, 'deploy/container/Dockerfile.dockerignore'),
  );
  write(join(artifacts.lambda, 'bootstrap'), 'bootstrap');
  for (const name of madeUpWebApp) write(join(artifacts.webApp, name), name);
  return artifacts;
}

const newApp = () =>
  new App({ context: featureFlags, outdir: mkdtempSync(join(tmpdir(), 'mc-speedrun-cdk-')) });

export interface Synthesized {
  readonly directory: string; // The cloud assembly.
  readonly template: Template;
}

export function synthesize(settings: Partial<Settings> = {}): Synthesized {
  const app = newApp();
  const stack = addStack(app, { ...defaultSettings, ...settings }, madeUpArtifacts());
  return { directory: app.synth().directory, template: Template.fromStack(stack) };
}

export interface SynthesizedWebApp extends Synthesized {
  readonly webApp: string; // The folder with the build.
}

export function synthesizeWebApp(webApp = madeUpArtifacts().webApp): SynthesizedWebApp {
  const app = newApp();
  const stack = new Stack(app, 'web-app');
  const loadBalancer = new LoadBalancer(stack, 'LoadBalancer', new Network(stack, 'Network'));
  new WebAppDistribution(stack, 'WebApp', { settings: defaultSettings, webApp, loadBalancer });
  return { webApp, directory: app.synth().directory, template: Template.fromStack(stack) };
}
