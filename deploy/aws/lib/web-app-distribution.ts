// What browsers see: the web app from a private bucket, and the services behind the load balancer,
// under one name. Compresses, caches what may be cached, sets the security headers of pages.
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type BehaviorOptions,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin, VpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { accept } from './accepted-findings.js';
import type { LoadBalancer } from './load-balancer.js';
import { logGroup } from './log-group.js';
import { apiPaths } from './routes.js';
import type { Settings } from './settings.js';
import { sourceOf, uploads } from './web-app-files.js';

export interface WebAppDistributionProps {
  readonly settings: Settings;
  readonly webApp: string; // The folder that holds the build.
  readonly loadBalancer: LoadBalancer;
}

export class WebAppDistribution extends Construct {
  readonly distribution: Distribution;
  readonly #bucket: Bucket;

  constructor(scope: Construct, id: string, props: WebAppDistributionProps) {
    super(scope, id);
    this.#bucket = this.#makeBucket();
    this.distribution = this.#makeDistribution(props);
    this.#upload(props.webApp);
  }

  #makeBucket(): Bucket {
    const bucket = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // It can be built again at any time.
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
    });
    accept(bucket, 'AwsSolutions-S1', 'Only CloudFront reads it, and the files are public.');
    return bucket;
  }

  #makeDistribution({ settings, loadBalancer }: WebAppDistributionProps): Distribution {
    const services = this.#servicesBehaviour(loadBalancer);
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'mc-speedrun',
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_ALL,
      defaultBehavior: this.#pagesBehaviour(),
      additionalBehaviors: Object.fromEntries(apiPaths.map((path) => [path, services])),
      ...(settings.domainName && {
        domainNames: [settings.domainName],
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
        certificate: Certificate.fromCertificateArn(
          this,
          'Certificate',
          settings.certificateArn ?? '',
        ),
      }),
      ...(settings.webAclArn && { webAclId: settings.webAclArn }),
    });
    acceptFindings(distribution, settings);
    return distribution;
  }

  #pagesBehaviour(): BehaviorOptions {
    return {
      origin: S3BucketOrigin.withOriginAccessControl(this.#bucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      compress: true,
      responseHeadersPolicy: this.#pageHeaders(),
      functionAssociations: [
        { function: this.#appShell(), eventType: FunctionEventType.VIEWER_REQUEST },
      ],
    };
  }

  #servicesBehaviour(loadBalancer: LoadBalancer): BehaviorOptions {
    return {
      origin: VpcOrigin.withApplicationLoadBalancer(loadBalancer.balancer, {
        httpPort: 80,
        protocolPolicy: OriginProtocolPolicy.HTTP_ONLY,
        readTimeout: Duration.seconds(30),
        // Less than the load balancer's idle timeout: it must not be the first to hang up.
        keepaliveTimeout: Duration.seconds(50),
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      // WebSockets need the Sec-WebSocket headers, results their Accept and query.
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER,
      responseHeadersPolicy: new ResponseHeadersPolicy(this, 'ServiceHeaders', {
        securityHeadersBehavior: { strictTransportSecurity },
      }),
    };
  }

  // The same headers that the embedded form sends with its pages.
  #pageHeaders(): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'PageHeaders', {
      securityHeadersBehavior: {
        strictTransportSecurity,
        contentSecurityPolicy: {
          contentSecurityPolicy:
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; " +
            "form-action 'self'; frame-ancestors 'none'",
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
          {
            header: 'Permissions-Policy',
            value: 'camera=(), geolocation=(), microphone=()',
            override: true,
          },
        ],
      },
    });
  }

  // Paths like /join/FH7K29CX are the web app's own: they get its one page.
  #appShell(): EdgeFunction {
    return new EdgeFunction(this, 'AppShell', {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(appShellCode),
    });
  }

  #upload(webApp: string): void {
    const log = logGroup(this, 'UploadLog');
    let previous: BucketDeployment | undefined;
    for (const upload of uploads) {
      const deployment = new BucketDeployment(this, upload.name, {
        sources: [sourceOf(upload, webApp)],
        destinationBucket: this.#bucket,
        cacheControl: upload.cacheControl,
        ...(upload.contentType && { contentType: upload.contentType }),
        // Who has the page of an earlier version open still asks for that version's files.
        prune: false,
        logGroup: log,
        ...(upload.name === 'Pages' && {
          distribution: this.distribution,
          distributionPaths: ['/*'],
        }),
      });
      acceptFindingsOfUploader(deployment, this.#bucket);
      if (previous) deployment.node.addDependency(previous);
      previous = deployment;
    }
  }
}

export const appShellCode = `function handler(event) {
  var request = event.request;
  var last = request.uri.split('/').pop();
  if (last.indexOf('.') === -1) request.uri = '/index.html';
  return request;
}
`;

const strictTransportSecurity = {
  accessControlMaxAge: Duration.days(365),
  includeSubdomains: false,
  override: true,
};

function acceptFindings(distribution: Distribution, settings: Settings): void {
  accept(distribution, 'AwsSolutions-CFR1', 'Participants may be anywhere.');
  if (!settings.webAclArn)
    accept(
      distribution,
      'AwsSolutions-CFR2',
      'The services limit rates by address themselves; the setting webAclArn adds a firewall.',
    );
  accept(
    distribution,
    'AwsSolutions-CFR3',
    'Access logs hold query strings, and a WebSocket URL may hold its token; the services log requests without.',
  );
  if (!settings.domainName)
    accept(
      distribution,
      'AwsSolutions-CFR4',
      "CloudFront's own name comes with CloudFront's own TLS policy; the setting domainName brings TLS 1.2 as the least.",
    );
  accept(
    distribution,
    'AwsSolutions-CFR5',
    'From CloudFront to the load balancer the way is private: a VPC origin inside our own network.',
  );
}

// The library's own function copies the files; its role and runtime are the library's choice.
function acceptFindingsOfUploader(deployment: BucketDeployment, bucket: Bucket): void {
  const stack = Stack.of(bucket);
  const resources = [
    `arn:<AWS::Partition>:s3:::cdk-${stack.synthesizer.bootstrapQualifier}-assets-<AWS::AccountId>-<AWS::Region>/*`,
    `<${stack.getLogicalId(bucket.node.defaultChild as CfnBucket)}.Arn>/*`,
    '*', // To tell CloudFront to forget files.
  ];
  const actions = ['s3:GetBucket*', 's3:GetObject*', 's3:List*', 's3:Abort*', 's3:DeleteObject*'];
  for (const finding of [
    ...actions.map((action) => `Action::${action}`),
    ...resources.map((resource) => `Resource::${resource}`),
  ]) {
    accept(
      deployment.handlerRole,
      `AwsSolutions-IAM5[${finding}]`,
      'The uploader reads the bucket of assets and writes that of the web app, each as a whole.',
    );
  }
  accept(
    deployment.handlerRole,
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    'The AWS library gives its own function the policy to write a log.',
  );
  const uploader = deployment.handlerRole.node.scope;
  if (uploader) accept(uploader, 'AwsSolutions-L1', 'The AWS library chooses the runtime.');
}
