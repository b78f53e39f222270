// The whole deployment, wired: who knows whom.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnOutput, IgnoreMode, Stack, type StackProps } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { Cluster, ContainerImage, ContainerInsights } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import { acceptInWholeStack } from './accepted-findings.js';
import type { Artifacts } from './artifacts.js';
import { CompletionQueue } from './completion-queue.js';
import { LoadBalancer } from './load-balancer.js';
import { Network } from './network.js';
import { Observability } from './observability.js';
import { QuestionSetLoaderFunction } from './question-set-loader-function.js';
import { QuestionSetStore } from './question-set-store.js';
import { ReporterFunction } from './reporter-function.js';
import { routes } from './routes.js';
import { SecretRotation } from './secret-rotation.js';
import { Secrets } from './secrets.js';
import type { Settings } from './settings.js';
import { SignOnService } from './sign-on-service.js';
import { SpeedRunService } from './speed-run-service.js';
import { SpeedRunState } from './speed-run-state.js';
import { SpeedRunStore } from './speed-run-store.js';
import { WebAppDistribution } from './web-app-distribution.js';

const dockerfile = 'deploy/container/Dockerfile';

export interface McSpeedrunStackProps extends StackProps {
  readonly settings: Settings;
  readonly artifacts: Artifacts;
}

export class McSpeedrunStack extends Stack {
  constructor(scope: Construct, id: string, props: McSpeedrunStackProps) {
    super(scope, id, { description: 'mc-speedrun: live multiple-choice quiz racing', ...props });
    const { settings, artifacts } = props;
    const network = new Network(this, 'Network');
    const secrets = new Secrets(this, 'Secrets');
    const questionSets = new QuestionSetStore(this, 'QuestionSets', network);
    const completions = new CompletionQueue(this, 'Completions', ReporterFunction.timeout);
    const results = new SpeedRunStore(this, 'SpeedRunStore');
    const state = new SpeedRunState(this, 'State', {
      network,
      password: secrets.redisPassword,
      nodeType: settings.stateNodeType,
    });
    const shared = { network, settings, secrets, state, questionSets, completions, results };

    const questionSetLoader = new QuestionSetLoaderFunction(this, 'QuestionSetLoader', {
      ...shared,
      code: artifacts.questionSetLoader,
    });
    const reporter = new ReporterFunction(this, 'Reporter', {
      ...shared,
      code: artifacts.reporter,
    });

    const cluster = new Cluster(this, 'Cluster', {
      vpc: network.vpc,
      containerInsightsV2: ContainerInsights.ENABLED,
    });
    const image = containerImage(settings, artifacts.repository);
    const signOn = new SignOnService(this, 'SignOn', { ...shared, cluster, image });
    const speedRun = new SpeedRunService(this, 'SpeedRun', { ...shared, cluster, image });

    new SecretRotation(this, 'SecretRotation', {
      ...shared,
      services: [signOn.container.service, speedRun.container.service],
    });

    const loadBalancer = new LoadBalancer(this, 'LoadBalancer', network);
    const targets = {
      signOn: loadBalancer.routeToService('SignOn', routes.signOn, signOn.container.service),
      speedRun: loadBalancer.routeToService(
        'SpeedRun',
        routes.speedRun,
        speedRun.container.service,
      ),
    };
    loadBalancer.routeToFunction(
      'QuestionSetLoader',
      routes.questionSetLoader,
      questionSetLoader.function,
    );
    const { distribution } = new WebAppDistribution(this, 'WebApp', {
      settings,
      webApp: artifacts.webApp,
      loadBalancer,
    });

    new Observability(this, 'Observability', {
      ...shared,
      loadBalancer,
      targets,
      signOn,
      speedRun,
      questionSetLoader,
      reporter,
    });
    acceptInWholeStack(this);
    const address = settings.domainName ?? distribution.distributionDomainName;
    new CfnOutput(this, 'Address', { value: `https://${address}` });
  }
}

function containerImage(settings: Settings, repository: string): ContainerImage {
  return ContainerImage.fromAsset(repository, {
    file: dockerfile,
    platform: settings.architecture === 'arm64' ? Platform.LINUX_ARM64 : Platform.LINUX_AMD64,
    exclude: readFileSync(join(repository, `${dockerfile}.dockerignore`), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#')),
    ignoreMode: IgnoreMode.DOCKER,
  });
}
