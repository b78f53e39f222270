// The synthesized template: its resources, and what CloudFormation would put in for the references
// between them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Resource {
  readonly id: string;
  readonly properties: any;
}

export const region = 'eu-central-1';
export const account = '123456789012';

const pseudo: Record<string, string> = {
  'AWS::Region': region,
  'AWS::AccountId': account,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};

// What a resource is called once it is there, and its attributes, by attribute; `Ref` too.
export type Attributes = Readonly<Record<string, string>>;

export class Template {
  private readonly attributes = new Map<string, Attributes>();

  constructor(private readonly resources: Readonly<Record<string, any>>) {}

  static read(assembly: string): Template {
    const text = readFileSync(join(assembly, 'mc-speedrun.template.json'), 'utf8');
    return new Template(JSON.parse(text).Resources);
  }

  all(type: string): Resource[] {
    return Object.entries(this.resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => ({ id, properties: resource.Properties }));
  }

  one(type: string, wanted: (properties: any) => boolean = () => true): Resource {
    const [first, ...others] = this.all(type).filter(({ properties }) => wanted(properties));
    if (!first || others.length > 0) throw new Error(`not exactly one ${type}`);
    return first;
  }

  metadata(id: string): any {
    return this.resources[id].Metadata;
  }

  // The resource is there now.
  created(id: string, attributes: Attributes): void {
    this.attributes.set(id, { ...this.attributes.get(id), ...attributes });
  }

  // The value with all references resolved; one to what is not on the stand gives its own name.
  resolve(value: any): any {
    if (Array.isArray(value)) return value.map((element) => this.resolve(element));
    if (value === null || typeof value !== 'object') return value;
    if (typeof value.Ref === 'string') return pseudo[value.Ref] ?? this.attribute(value.Ref, 'Ref');
    if (value['Fn::GetAtt']) return this.attribute(value['Fn::GetAtt'][0], value['Fn::GetAtt'][1]);
    if (value['Fn::Join']) {
      const [separator, parts] = value['Fn::Join'];
      return this.resolve(parts).join(separator);
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, this.resolve(member)]),
    );
  }

  private attribute(id: string, name: string): string {
    const known = this.attributes.get(id)?.[name];
    if (known !== undefined) return known;
    return name.endsWith('Arn') ? `arn:aws:stand:${region}:${account}:${id}` : `${id}.${name}`;
  }
}

// The resource that a property like { Ref } or { Fn::GetAtt } names.
export const referred = (value: any): string => value.Ref ?? value['Fn::GetAtt'][0];
