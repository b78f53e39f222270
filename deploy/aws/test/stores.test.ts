import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../lib/artifacts.js';
import { only, propertiesOf, template } from './template.js';

describe('what is kept', () => {
  it('has replicas to acknowledge with, in other zones, and never evicts', () => {
    expect(only('AWS::ElastiCache::ReplicationGroup')).toMatchObject({
      Engine: 'valkey',
      NumCacheClusters: 3,
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: true,
      TransitEncryptionEnabled: true,
      TransitEncryptionMode: 'required',
      AtRestEncryptionEnabled: true,
    });
    expect(only('AWS::ElastiCache::ParameterGroup').Properties).toEqual({
      'maxmemory-policy': 'noeviction',
      'min-replicas-to-write': '1',
    });
    expect(JSON.stringify(only('AWS::ElastiCache::ReplicationGroup').AuthToken)).toContain(
      '{{resolve:secretsmanager:',
    );
  });

  it('puts a job that fails five times among the dead letters, in time', () => {
    const queues = propertiesOf('AWS::SQS::Queue');
    expect(queues).toHaveLength(2);
    for (const queue of queues)
      expect(queue).toMatchObject({ FifoQueue: true, SqsManagedSseEnabled: true });
    const jobs = queues.find(({ RedrivePolicy }) => RedrivePolicy);
    expect(jobs.RedrivePolicy.maxReceiveCount).toBe(5);
    const reporter = propertiesOf('AWS::Lambda::Function').find(({ Description }) =>
      Description?.startsWith('Reporter'),
    );
    expect(jobs.VisibilityTimeout).toBeGreaterThanOrEqual(6 * reporter.Timeout);
  });

  it('keeps results when the stack goes, and can go back in time', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true },
      },
    });
  });

  it('names the keys of results as the adapter does', () => {
    const adapter = readFileSync(
      join(repositoryRoot, 'src/adapters/dynamodb/result_items.hpp'),
      'utf8',
    );
    const constant = (name: string) =>
      new RegExp(`string_view ${name} = "(.*)";`).exec(adapter)?.[1];
    const { KeySchema, TimeToLiveSpecification } = only('AWS::DynamoDB::Table');
    expect(KeySchema).toEqual([
      { AttributeName: constant('partition_key'), KeyType: 'HASH' },
      { AttributeName: constant('sort_key'), KeyType: 'RANGE' },
    ]);
    expect(TimeToLiveSpecification.AttributeName).toBe(constant('expiry'));
  });

  it('encrypts the question sets and admits nobody anonymous', () => {
    const { Encrypted, FileSystemPolicy } = only('AWS::EFS::FileSystem');
    expect(Encrypted).toBe(true);
    expect(FileSystemPolicy.Statement).toMatchObject([
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
    expect(only('AWS::EFS::AccessPoint').PosixUser).toEqual({ Uid: '1000', Gid: '1000' });
  });

  it('rotates both secrets, and logs for a month', () => {
    template.resourceCountIs('AWS::SecretsManager::Secret', 2);
    template.resourceCountIs('AWS::SecretsManager::RotationSchedule', 2);
    for (const { RetentionInDays } of propertiesOf('AWS::Logs::LogGroup'))
      expect(RetentionInDays).toBe(30);
  });
});
