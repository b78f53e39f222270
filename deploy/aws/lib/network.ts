// The network: no way in except for CloudFront, and no way out except to the AWS services that the
// processes use. There is no NAT gateway and no public subnet.
import {
  CfnInternetGateway,
  CfnVPCGatewayAttachment,
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import type { ISubnet, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { Construct, type IDependable } from 'constructs';
import { logGroup } from './log-group.js';

const addresses = '10.42.0.0/16';

// What cannot be reached through a (free) gateway endpoint. Each costs by the hour and zone.
const interfaceEndpoints = {
  ImageRegistry: InterfaceVpcEndpointAwsService.ECR,
  ImageLayers: InterfaceVpcEndpointAwsService.ECR_DOCKER,
  Logs: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
  Secrets: InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
  Queues: InterfaceVpcEndpointAwsService.SQS,
};

export class Network extends Construct {
  readonly vpc: Vpc;
  // Where the load balancer is, and CloudFront's own network interfaces; nothing else.
  readonly edge: SubnetSelection = { subnetGroupName: 'Edge' };
  readonly services: SubnetSelection = { subnetGroupName: 'Services' };
  // What must be there before CloudFront is given a way in.
  readonly cloudFrontsWayIn: IDependable;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(addresses),
      maxAzs: 3,
      natGateways: 0,
      subnetConfiguration: [
        { name: 'Edge', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
        { name: 'Services', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 20 },
      ],
      gatewayEndpoints: {
        // Image layers and results.
        S3: { service: GatewayVpcEndpointAwsService.S3 },
        DynamoDb: { service: GatewayVpcEndpointAwsService.DYNAMODB },
      },
    });
    this.cloudFrontsWayIn = this.#letCloudFrontIn();
    this.#addInterfaceEndpoints();
    this.vpc.addFlowLog('RefusedTraffic', {
      destination: FlowLogDestination.toCloudWatchLogs(logGroup(this, 'RefusedTrafficLog')),
      trafficType: FlowLogTrafficType.REJECT,
    });
  }

  edgeSubnets(): ISubnet[] {
    return this.vpc.selectSubnets(this.edge).subnets;
  }

  // A VPC origin needs an internet gateway on the VPC, as a sign that traffic from outside is
  // wanted. No route leads to it.
  #letCloudFrontIn(): IDependable {
    const gateway = new CfnInternetGateway(this, 'CloudFrontsWayIn');
    return new CfnVPCGatewayAttachment(this, 'CloudFrontsWayInAttachment', {
      vpcId: this.vpc.vpcId,
      internetGatewayId: gateway.ref,
    });
  }

  #addInterfaceEndpoints(): void {
    const securityGroup = new SecurityGroup(this, 'EndpointsAccess', {
      vpc: this.vpc,
      description: 'AWS services, from inside the network',
      allowAllOutbound: false,
    });
    securityGroup.addIngressRule(Peer.ipv4(addresses), Port.tcp(443), 'HTTPS from inside');
    for (const [name, service] of Object.entries(interfaceEndpoints)) {
      this.vpc.addInterfaceEndpoint(name, {
        service,
        subnets: this.services,
        securityGroups: [securityGroup],
        open: false,
      });
    }
  }
}
