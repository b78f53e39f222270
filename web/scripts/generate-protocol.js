// Writes the packets' TypeScript types, and what decoding checks at run time, from the schema that
// server and web app share. Runs before every build, check and test.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const schemaFile = new URL('../../docs/protocol/packets.schema.json', import.meta.url);
const outputFolder = new URL('../src/lib/protocol/generated/', import.meta.url);
const banner = '// Generated from docs/protocol/packets.schema.json by `npm run generate`.';

const schema = JSON.parse(await readFile(schemaFile, 'utf8'));

/** @param {{ $ref: string }} reference */
const definition = (reference) => schema.$defs[reference.$ref.split('/').pop() ?? ''];

// A member's JSON type, followed through references.
/** @type {(member: any) => string} */
const jsonType = (member) => (member.$ref ? jsonType(definition(member)) : member.type);

// Server packets: wire name → required payload members → their JSON type.
const requiredMembers = Object.fromEntries(
  schema.$defs.ServerPacket.oneOf.map(definition).map((/** @type {any} */ packet) => {
    const { properties = {}, required = [] } = packet.properties.payload;
    const members = required.map((/** @type {string} */ name) => [
      name,
      jsonType(properties[name]),
    ]);
    return [packet.properties.type.const, Object.fromEntries(members)];
  }),
);

const types = await compile(schema, 'Packet', {
  additionalProperties: false,
  bannerComment: banner,
  customName: (_, keyInDefinitions) => keyInDefinitions,
  ignoreMinAndMaxItems: true,
  style: { singleQuote: true, printWidth: 100 },
});

const resultsFile = new URL('../../docs/protocol/results.schema.json', import.meta.url);
const resultsTypes = await compile(JSON.parse(await readFile(resultsFile, 'utf8')), 'Results', {
  additionalProperties: false,
  bannerComment: '// Generated from docs/protocol/results.schema.json by `npm run generate`.',
  ignoreMinAndMaxItems: true,
  style: { singleQuote: true, printWidth: 100 },
});

await mkdir(outputFolder, { recursive: true });
await writeFile(new URL('packets.ts', outputFolder), types);
await writeFile(new URL('results.ts', outputFolder), resultsTypes);
await writeFile(
  new URL('required-members.ts', outputFolder),
  `${banner}\nexport const requiredMembers = ${JSON.stringify(requiredMembers, null, 2)} as const;\n`,
);
