// The template that test/setup.ts synthesized once, and ways to look into it.
import { Template } from 'aws-cdk-lib/assertions';
import { expect, inject } from 'vitest';

export const template = Template.fromJSON(inject('template'));

export function propertiesOf(type: string): any[] {
  return Object.values(template.findResources(type)).map((resource) => resource['Properties']);
}

export function only(type: string): any {
  const all = propertiesOf(type);
  expect(all).toHaveLength(1);
  return all[0];
}

export const containers = () =>
  propertiesOf('AWS::ECS::TaskDefinition').map((task) => task.ContainerDefinitions[0]);

export const container = (role: string) => containers().find(({ Name }) => Name === role);

export const environmentOf = (role: string): Record<string, unknown> =>
  Object.fromEntries(container(role).Environment.map((entry: any) => [entry.Name, entry.Value]));
