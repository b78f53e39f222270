import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, inject, it } from 'vitest';
import { container, containers, environmentOf, only, propertiesOf, template } from './template.js';

describe('the services', () => {
  it('are taken back when they do not start, and stay whole while they are replaced', () => {
    const services = propertiesOf('AWS::ECS::Service');
    expect(services).toHaveLength(2);
    for (const { DeploymentConfiguration, AvailabilityZoneRebalancing } of services) {
      expect(DeploymentConfiguration).toMatchObject({
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
        MinimumHealthyPercent: 100,
      });
      expect(AvailabilityZoneRebalancing).toBe('ENABLED');
    }
  });

  it('have the time to drain, and connections outlive silence', () => {
    for (const role of ['sign-on', 'speed-run']) {
      const drain = Number(environmentOf(role)['MC_SPEEDRUN_DRAIN_TIMEOUT_S']);
      expect(container(role).StopTimeout).toBe(30);
      expect(container(role).StopTimeout).toBeGreaterThan(drain);
      template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
        TargetType: 'ip',
        HealthCheckPath: '/readyz',
        TargetGroupAttributes: Match.arrayWith([
          { Key: 'deregistration_delay.timeout_seconds', Value: String(drain) },
        ]),
      });
    }
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      LoadBalancerAttributes: Match.arrayWith([
        { Key: 'idle_timeout.timeout_seconds', Value: '60' },
      ]),
    });
  });

  it('run on read-only file systems with a health check and few rights', () => {
    for (const { ReadonlyRootFilesystem, HealthCheck, Privileged } of containers()) {
      expect(ReadonlyRootFilesystem).toBe(true);
      expect(HealthCheck.Command).toEqual(['CMD', '/usr/local/bin/health-check']);
      expect(Privileged).toBeUndefined();
    }
    expect(container('speed-run').MountPoints).toMatchObject([{ ReadOnly: true }]);
    expect(container('sign-on').MountPoints).toBeUndefined();
  });

  it('scale by the connections that each task publishes, and by CPU', () => {
    const policies = propertiesOf('AWS::ApplicationAutoScaling::ScalingPolicy').map(
      ({ TargetTrackingScalingPolicyConfiguration: policy }) =>
        policy.CustomizedMetricSpecification?.MetricName ??
        policy.PredefinedMetricSpecification.PredefinedMetricType,
    );
    expect(policies.sort()).toEqual([
      'ECSServiceAverageCPUUtilization',
      'ECSServiceAverageCPUUtilization',
      'WebSocketSessions',
    ]);
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
      TargetTrackingScalingPolicyConfiguration: {
        CustomizedMetricSpecification: {
          Namespace: 'mc-speedrun',
          MetricName: 'WebSocketSessions',
          Dimensions: [{ Name: 'Role', Value: 'speed-run' }],
          Statistic: 'Average',
        },
        TargetValue: 10_000,
        ScaleInCooldown: 900,
      },
    });
    expect(environmentOf('speed-run')['MC_SPEEDRUN_METRICS_LOG_INTERVAL_S']).toBe('30');
  });

  it('are built from sources alone', () => {
    const assembly = inject('assembly');
    const { dockerImages } = JSON.parse(
      readFileSync(join(assembly, 'mc-speedrun.assets.json'), 'utf8'),
    );
    const [image] = Object.values<any>(dockerImages);
    const context = join(assembly, image.source.directory);
    const files = readdirSync(context, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(context, name)).isFile(),
    );
    expect(image.source.dockerFile).toBe('deploy/container/Dockerfile');
    expect(files.sort()).toEqual([
      'deploy/container/Dockerfile',
      'deploy/container/health-check',
      'src/base/ids.cpp',
      'web/src/main.ts',
    ]);
  });

  it('get their secrets from Secrets Manager only', () => {
    for (const role of ['sign-on', 'speed-run']) {
      const secret = container(role)
        .Secrets.map(({ Name }: any) => Name)
        .sort();
      expect(secret).toEqual(['MC_SPEEDRUN_REDIS_PASSWORD', 'MC_SPEEDRUN_TOKEN_KEY']);
      expect(Object.keys(environmentOf(role)).filter((name) => secret.includes(name))).toEqual([]);
    }
  });
});

describe('the functions', () => {
  it('take uploads from the load balancer, with all headers', () => {
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      TargetType: 'lambda',
      TargetGroupAttributes: [{ Key: 'lambda.multi_value_headers.enabled', Value: 'true' }],
    });
  });

  it('report jobs a few at a time and name those that failed', () => {
    expect(only('AWS::Lambda::EventSourceMapping')).toMatchObject({
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
    });
  });

  it('are the native ones on Amazon Linux 2023, inside the network', () => {
    const native = propertiesOf('AWS::Lambda::Function').filter(
      ({ Runtime }) => Runtime === 'provided.al2023',
    );
    expect(native).toHaveLength(2);
    for (const { Architectures, VpcConfig, FileSystemConfigs, Environment } of native) {
      expect(Architectures).toEqual(['x86_64']);
      expect(VpcConfig.SubnetIds).toHaveLength(2);
      expect(FileSystemConfigs[0].LocalMountPath).toBe(
        Environment.Variables.MC_SPEEDRUN_QUESTION_SETS,
      );
    }
  });
});
