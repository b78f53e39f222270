// The load balancer: internal, reachable from CloudFront's network interfaces only, which share its
// subnets with nothing else. What no rule knows gets 404.
import { Duration } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  DesyncMitigationMode,
  ListenerAction,
  ListenerCondition,
  TargetGroupLoadBalancingAlgorithmType,
  TargetType,
  type IApplicationLoadBalancerTarget,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { LambdaTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { accept } from './accepted-findings.js';
import type { Network } from './network.js';
import { drainTimeoutS, port } from './process-configuration.js';

export class LoadBalancer extends Construct {
  readonly balancer: ApplicationLoadBalancer;
  readonly #listener: ApplicationListener;
  readonly #network: Network;
  #rules = 0;

  constructor(scope: Construct, id: string, network: Network) {
    super(scope, id);
    this.#network = network;
    const securityGroup = new SecurityGroup(this, 'Access', {
      vpc: network.vpc,
      description: 'Load balancer of mc-speedrun, from CloudFront',
      allowAllOutbound: false,
    });
    for (const subnet of network.edgeSubnets())
      securityGroup.addIngressRule(Peer.ipv4(subnet.ipv4CidrBlock), Port.tcp(80), 'CloudFront');
    this.balancer = new ApplicationLoadBalancer(this, 'Balancer', {
      vpc: network.vpc,
      vpcSubnets: network.edge,
      internetFacing: false,
      securityGroup,
      // The server pings every 15 s, so that an idle connection is a dead one.
      idleTimeout: Duration.seconds(60),
      dropInvalidHeaderFields: true,
      desyncMitigationMode: DesyncMitigationMode.STRICTEST,
    });
    this.balancer.node.addDependency(network.cloudFrontsWayIn);
    accept(
      this.balancer,
      'AwsSolutions-ELB2',
      'Access logs hold whole URLs, and a WebSocket URL may hold its token; the services log requests without.',
    );
    this.#listener = this.balancer.addListener('Http', {
      port: 80,
      protocol: ApplicationProtocol.HTTP,
      open: false,
      defaultAction: ListenerAction.fixedResponse(404, {
        contentType: 'application/problem+json',
        messageBody: '{"title":"Not found","status":404,"code":"not_found"}',
      }),
    });
  }

  routeToService(
    name: string,
    paths: string[],
    service: IApplicationLoadBalancerTarget,
  ): ApplicationTargetGroup {
    const targets = new ApplicationTargetGroup(this, name, {
      vpc: this.#network.vpc,
      targetType: TargetType.IP,
      protocol: ApplicationProtocol.HTTP,
      port,
      targets: [service],
      // An open WebSocket counts as an outstanding request, so this evens out connections.
      loadBalancingAlgorithmType: TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
      // WebSockets never end by themselves: the process ends them while it drains.
      deregistrationDelay: Duration.seconds(drainTimeoutS),
      healthCheck: {
        path: '/readyz',
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
      },
    });
    this.#route(name, paths, targets);
    return targets;
  }

  routeToFunction(name: string, paths: string[], target: Function): ApplicationTargetGroup {
    const targets = new ApplicationTargetGroup(this, name, {
      targetType: TargetType.LAMBDA,
      targets: [new LambdaTarget(target)],
      // Otherwise only the last of several headers of one name arrives.
      multiValueHeadersEnabled: true,
    });
    this.#route(name, paths, targets);
    return targets;
  }

  #route(name: string, paths: string[], targets: ApplicationTargetGroup): void {
    this.#rules += 1;
    this.#listener.addAction(`${name}Rule`, {
      priority: 10 * this.#rules,
      conditions: [ListenerCondition.pathPatterns(paths)],
      action: ListenerAction.forward([targets]),
    });
  }
}
