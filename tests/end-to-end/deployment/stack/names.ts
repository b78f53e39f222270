// The stand's network: which address a name has, and who vouches for it. Programs in a sandbox find
// AWS's own names and trust certificates for them, as they would on AWS.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { region } from './template';

export const addresses = {
  loadBalancer: '127.0.0.2',
  aws: '127.0.0.3',
  runtimeApi: '127.0.0.4',
  elastiCache: '127.0.0.5',
  taskCredentials: '169.254.170.2',
  state: (node: number) => `127.0.1.${node}`,
  task: (number: number) => `127.0.2.${number}`,
};

export const stateName = `master.mc-speedrun.cache.amazonaws.com`;
const awsNames = [
  ...['sqs', 'dynamodb', 'secretsmanager', 'sts', 'ecs'].map(
    (service) => `${service}.${region}.amazonaws.com`,
  ),
  'iam.amazonaws.com',
];
const elastiCacheName = `elasticache.${region}.amazonaws.com`;

export interface Names {
  readonly hosts: string; // A file like /etc/hosts.
  readonly certificates: string; // A folder like /etc/ssl/certs.
  readonly authority: string; // A file; the only certificate, its own authority.
  readonly key: string;
}

export function makeNames(folder: string): Names {
  const names = {
    hosts: join(folder, 'hosts'),
    certificates: join(folder, 'certs'),
    authority: join(folder, 'certs', 'ca-certificates.crt'),
    key: join(folder, 'key.pem'),
  };
  mkdirSync(names.certificates);
  writeFileSync(
    names.hosts,
    [
      '127.0.0.1 localhost',
      `${addresses.state(1)} ${stateName}`,
      `${addresses.elastiCache} ${elastiCacheName}`,
      ...awsNames.map((name) => `${addresses.aws} ${name}`),
    ].join('\n') + '\n',
  );
  const alternatives = [stateName, elastiCacheName, ...awsNames]
    .map((name) => `DNS:${name}`)
    .join();
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc'],
      ...['-days', '2', '-subj', '/CN=stand', '-addext', `subjectAltName=${alternatives}`],
      ...['-keyout', names.key, '-out', names.authority],
    ],
    { stdio: 'pipe' },
  );
  // OpenSSL looks for authorities by a hash of their names.
  const hash = execFileSync('openssl', ['x509', '-hash', '-noout', '-in', names.authority]);
  writeFileSync(
    join(names.certificates, `${hash.toString().trim()}.0`),
    readFileSync(names.authority),
  );
  return names;
}
