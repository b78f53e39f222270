// What each IAM role of a template may do, as a list that a person can read.
import type { Template } from 'aws-cdk-lib/assertions';

const asList = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

const withoutHash = (logicalId: string) => logicalId.replace(/[0-9A-F]{8}$/, '');

function nameOf(resource: any): string {
  if (typeof resource === 'string') return resource;
  if (resource.Ref) return withoutHash(resource.Ref);
  if (resource['Fn::GetAtt']) return withoutHash(resource['Fn::GetAtt'][0]);
  if (resource['Fn::Sub']) return resource['Fn::Sub'];
  return resource['Fn::Join'][1].map(nameOf).join('');
}

export function actionsByRole(template: Template): Record<string, string[]> {
  const roles: Record<string, string[]> = {};
  for (const policy of Object.values(template.findResources('AWS::IAM::Policy'))) {
    const { Roles, PolicyDocument } = policy['Properties'];
    const allowed = PolicyDocument.Statement.flatMap((statement: any) =>
      asList(statement.Action).map(
        (action) => `${action} on ${asList(statement.Resource).map(nameOf).join(', ')}`,
      ),
    );
    for (const role of Roles)
      roles[withoutHash(role.Ref)] = [...(roles[withoutHash(role.Ref)] ?? []), ...allowed].sort();
  }
  return roles;
}
