import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { only, propertiesOf, template } from './template.js';

describe('the way in', () => {
  it('sends the services’ paths to the load balancer, uncached, and the rest to the bucket', () => {
    const { CacheBehaviors, DefaultCacheBehavior, Origins } = only(
      'AWS::CloudFront::Distribution',
    ).DistributionConfig;
    expect(CacheBehaviors.map((behaviour: any) => behaviour.PathPattern)).toEqual([
      '/signon*',
      '/question-set-upload',
      '/speedruns*',
      '/speedrun*',
    ]);
    const [bucket, balancer] = Origins;
    expect(DefaultCacheBehavior.TargetOriginId).toBe(bucket.Id);
    expect(bucket.OriginAccessControlId).toBeDefined();
    for (const behaviour of CacheBehaviors) {
      expect(behaviour.TargetOriginId).toBe(balancer.Id);
      expect(behaviour.ViewerProtocolPolicy).toBe('https-only');
      // AWS's own policies CachingDisabled and AllViewer: the latter passes upgrades on.
      expect(behaviour.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
      expect(behaviour.OriginRequestPolicyId).toBe('216adef6-5c7f-47e4-b989-5492eafa07d3');
      expect(behaviour.AllowedMethods).toContain('POST');
    }
    expect(DefaultCacheBehavior.Compress).toBe(true);
  });

  it('has one: a private load balancer that only CloudFront’s subnets reach', () => {
    const { Scheme, SecurityGroups } = only('AWS::ElasticLoadBalancingV2::LoadBalancer');
    expect(Scheme).toBe('internal');
    expect(SecurityGroups).toHaveLength(1);
    template.resourceCountIs('AWS::CloudFront::VpcOrigin', 1);
    const group =
      template.findResources('AWS::EC2::SecurityGroup')[SecurityGroups[0]['Fn::GetAtt'][0]];
    const edges = propertiesOf('AWS::EC2::Subnet')
      .filter(({ Tags }) => Tags.some(({ Value }: any) => Value === 'Edge'))
      .map(({ CidrBlock }) => CidrBlock);
    expect(edges).toHaveLength(2);
    expect(group?.['Properties'].SecurityGroupIngress.map(({ CidrIp }: any) => CidrIp)).toEqual(
      edges,
    );
  });

  it('routes each path to its role and answers 404 to others', () => {
    const rules = propertiesOf('AWS::ElasticLoadBalancingV2::ListenerRule').map((rule) => [
      rule.Conditions[0].PathPatternConfig.Values,
      rule.Actions[0].TargetGroupArn.Ref.replace(/^LoadBalancer|[0-9A-F]{8}$/g, ''),
    ]);
    expect(rules).toEqual([
      [['/signon*'], 'SignOn'],
      [['/speedruns*', '/speedrun*'], 'SpeedRun'],
      [['/question-set-upload'], 'QuestionSetLoader'],
    ]);
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
    });
  });

  it('has security headers on pages, and keeps the bucket private', () => {
    template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          ContentSecurityPolicy: {
            ContentSecurityPolicy: Match.stringLikeRegexp(
              "^default-src 'self'; .*frame-ancestors 'none'$",
            ),
          },
          StrictTransportSecurity: Match.anyValue(),
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: 'DENY' },
        },
      },
    });
    const bucket = only('AWS::S3::Bucket');
    expect(Object.values(bucket.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
    expect(bucket.BucketEncryption).toBeDefined();
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
          Match.objectLike({
            Action: 's3:GetObject',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: { 'AWS:SourceArn': Match.anyValue() } },
          }),
        ]),
      },
    });
  });

  it('leads to nowhere else: no public subnet, no NAT, no public address', () => {
    template.resourceCountIs('AWS::EC2::NatGateway', 0);
    template.resourceCountIs('AWS::EC2::Route', 0);
    for (const { MapPublicIpOnLaunch } of propertiesOf('AWS::EC2::Subnet'))
      expect(MapPublicIpOnLaunch).toBe(false);
    for (const { NetworkConfiguration } of propertiesOf('AWS::ECS::Service'))
      expect(NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp).toBe('DISABLED');
  });
});
