// What a reviewer should see change: rights, alarms, and the template as a whole.
import { expect, it } from 'vitest';
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

// Made-up artifacts have the same hash everywhere; the library's own change with its version.
it('is what was reviewed', () => {
  expect(template.toJSON()).toMatchSnapshot();
});
