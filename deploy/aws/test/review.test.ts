// What a reviewer should see change: rights, alarms, and the template as a whole.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../lib/artifacts.js';
import { actionsByRole } from './policies.js';
import { propertiesOf, template } from './template.js';

it('gives every role what it needs and no more', () => {
  expect(actionsByRole(template)).toMatchSnapshot();
});

it('wakes somebody up', () => {
  const alarms = propertiesOf('AWS::CloudWatch::Alarm').map(
    ({ AlarmDescription }) => AlarmDescription,
  );
  expect(alarms.sort()).toMatchSnapshot();
  for (const { AlarmActions } of propertiesOf('AWS::CloudWatch::Alarm'))
    expect(AlarmActions).toHaveLength(1);
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
});

it('wakes somebody up when there is nothing left to count', () => {
  const silence = propertiesOf('AWS::CloudWatch::Alarm').filter(
    ({ TreatMissingData }) => TreatMissingData === 'breaching',
  );
  expect(silence.map(({ MetricName }) => MetricName)).toEqual([
    'HealthyHostCount',
    'HealthyHostCount',
  ]);
  for (const { ComparisonOperator, Threshold } of silence)
    expect([ComparisonOperator, Threshold]).toEqual(['LessThanThreshold', 1]);
});

it('has what the runbook names', () => {
  const runbook = readFileSync(join(repositoryRoot, 'docs/aws/operating.md'), 'utf8');
  const named = [...runbook.matchAll(/\$\(named (\w+)\)|(\w+(?:ContainerService|Log))\b/g)].map(
    ([, first, second]) => first ?? second,
  );
  expect(named.length).toBeGreaterThan(8);
  const ids = Object.keys(template.toJSON().Resources);
  for (const name of named) {
    const found = ids.filter((id) => id.startsWith(name!) && id.length === name!.length + 8);
    expect([name, found.length]).toEqual([name, 1]);
  }
});

// Made-up artifacts have the same hash everywhere; the library's own change with its version.
it('is what was reviewed', () => {
  expect(template.toJSON()).toMatchSnapshot();
});
