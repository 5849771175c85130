import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../helpers/folders.ts';

/** Files with the Turso contract, for those who can read it and those who cannot. */
export interface Copies {
  readonly contract: string;
  /** The same, with an example in each schema of a request or a reply. */
  readonly withSchemaExamples: string;
  /** The same in the words of OpenAPI 3.0. */
  readonly openapi30: string;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Members = Readonly<Record<string, Json>>;

/** Writes the copies into a folder. */
export function writeCopies(folder: string): Copies {
  const contract = join(root, 'src/contract/generated/turso-2023.json');
  const document = JSON.parse(readFileSync(contract, 'utf8')) as Members;
  const exemplified = join(folder, 'turso-schema-examples.json');
  writeFileSync(exemplified, JSON.stringify(withSchemaExamples(document)));
  const openapi30 = join(folder, 'turso-3.0.json');
  writeFileSync(openapi30, JSON.stringify(toOpenApi30(document)));
  return { contract, withSchemaExamples: exemplified, openapi30 };
}

const examplePrefix = '#/components/examples/';

/** Gives the schema of each media type the first of the media type's named examples as its own. */
export function withSchemaExamples(document: Members): Json {
  const shared = (document['components'] as Members)['examples'] as Members;
  return replace(document, (node) => {
    const { schema, examples } = node;
    if (!isMembers(schema) || !isMembers(examples)) return node;
    const [first] = Object.values(examples) as [Members];
    const target = first['$ref'];
    const { value } = typeof target === 'string' ? (shared[target.slice(examplePrefix.length)] as Members) : first;
    if (value === undefined) return node;
    return { ...node, schema: '$ref' in schema ? { allOf: [schema], example: value } : { ...schema, example: value } };
  });
}

function isMembers(value: Json | undefined): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Says the same in OpenAPI 3.0: `const` as an `enum` of one, the first of a schema's `examples` as its `example`, words
 * beside a `$ref` in an `allOf`. The copy omits the features that 3.0 lacks: `propertyNames`, `contentMediaType`, the
 * dialect, the summary of the document and the identifier of its licence.
 */
export function toOpenApi30(document: Members): Json {
  const { jsonSchemaDialect: _dialect, ...rest } = document;
  const { summary: _summary, license, ...info } = document['info'] as Members;
  const { identifier: _identifier, ...licence } = license as Members;
  return replace({ ...rest, openapi: '3.0.3', info: { ...info, license: licence } }, (node) => {
    const { const: only, examples, propertyNames: _names, contentMediaType: _media, ...others } = node;
    const schema: Members = {
      ...others,
      ...(only !== undefined && { enum: [only] }),
      ...(Array.isArray(examples) && { example: (examples as Json[])[0]! }),
      // Those of a media type or a parameter have names, and stay.
      ...(examples !== undefined && !Array.isArray(examples) && { examples }),
    };
    const { $ref, ...beside } = schema;
    return $ref === undefined || Object.keys(beside).length === 0 ? schema : { allOf: [{ $ref }], ...beside };
  });
}

/** Replaces every object, the outer ones first; the values of examples are no schemas, and stay. */
function replace(value: Json, by: (node: Members) => Members, name?: string, parent?: string): Json {
  // A property may have such a name, too.
  if ((name === 'value' || name === 'example') && parent !== 'properties') return value;
  if (Array.isArray(value)) return (value as Json[]).map((each) => replace(each, by));
  if (!isMembers(value)) return value;
  return Object.fromEntries(Object.entries(by(value)).map(([key, each]) => [key, replace(each, by, key, name)]));
}
