import { Match } from 'aws-cdk-lib/assertions';
import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { defaultSettings, settingsFromContext } from '../lib/settings.js';
import { synthesize } from './synthesized.js';

const settings = (context: Record<string, unknown>) =>
  settingsFromContext(new App({ context }).node);

describe('settings', () => {
  it('have defaults', () => {
    expect(settings({})).toEqual(defaultSettings);
  });

  it('come from the command line as text', () => {
    expect(settings({ speedRunTasksLeast: '20' }).speedRunTasksLeast).toBe(20);
  });

  it.each([
    [{ speedRunTasksLeast: 'many' }, 'whole number'],
    [{ speedRunTasksLeast: '0' }, 'whole number'],
    [{ speedRunTasksLeast: '41' }, 'more than speedRunTasksMost'],
    [{ architecture: 'sparc' }, 'x86_64 or arm64'],
    [{ stateNodeType: 't4g.small' }, 'like cache.t4g.small'],
    [{ domainName: 'quiz.example.org' }, 'go together'],
    [
      {
        domainName: 'quiz.example.org',
        certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/1',
      },
      'us-east-1',
    ],
  ])('refuses %j', (context, message) => {
    expect(() => settings(context)).toThrow(message);
  });
});

it('gives the deployment a name, another processor, a firewall and somebody to call', () => {
  const { template } = synthesize({
    domainName: 'quiz.example.org',
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
    webAclArn: 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/quiz/1',
    architecture: 'arm64',
    alarmEmail: 'somebody@example.org',
    speedRunTasksLeast: 20,
  });
  template.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Aliases: ['quiz.example.org'],
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
      WebACLId: Match.stringLikeRegexp('webacl/quiz'),
    },
  });
  template.allResourcesProperties('AWS::ECS::TaskDefinition', {
    RuntimePlatform: { CpuArchitecture: 'ARM64' },
  });
  template.hasResourceProperties('AWS::SNS::Subscription', { Endpoint: 'somebody@example.org' });
  template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
    MinCapacity: 20,
  });
  template.hasOutput('Address', { Value: 'https://quiz.example.org' });
});
