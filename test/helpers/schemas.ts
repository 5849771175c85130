import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { documents, entriesOf, follow, isObject, type Json, type JsonObject, step } from './documents.ts';

// A CommonJS module whose default export Node and TypeScript see differently.
const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default;

/** The violations of a value against a schema: `/data/0/name must be string`; empty if there are none. */
export type Faults = string[];

/** Checks values against the schemas of one document, under JSON Schema 2020-12 and without the server's own code. */
export class Validator {
  readonly #ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: JsonObject) {
    addFormats(this.#ajv);
    // Ajv is strict about keywords, and reads the document's own members as such too. A discriminator says which branch
    // of `oneOf` is meant; the branches are checked all the same.
    this.#ajv.addVocabulary([...Object.keys(document), 'externalDocs', 'discriminator'].filter(unique));
    this.#ajv.addSchema(document, 'document', false, false);
  }

  /** @param schema JSON Pointer into the document */
  faults(schema: string, value: unknown): Faults {
    const validate = this.#compiled.get(schema) ?? this.#ajv.compile({ $ref: `document#${encodeURI(schema)}` });
    this.#compiled.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`.trim());
  }
}

const validators = new Map([...documents].map(([api, document]) => [api, new Validator(document)]));

/** Holds a value to a schema of an API's document. */
export function faults(api: string, schema: string, value: unknown): Faults {
  const validator = validators.get(api);
  if (!validator) throw new Error(`There is no document ${api}.`);
  return validator.faults(schema, value);
}

/** A schema of a document, wherever it stands. */
export interface PlacedSchema {
  readonly node: JsonObject;
  readonly pointer: string;
}

function unique<T>(value: T, index: number, all: readonly T[]): boolean {
  return all.indexOf(value) === index;
}

const single = ['items', 'additionalProperties', 'propertyNames', 'contains', 'not', 'if', 'then', 'else'];
const many = ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'properties', 'patternProperties', '$defs', 'dependentSchemas'];

/** Every schema of a document: named ones, those of parameters, headers and media types, and all within them. */
export function schemasOf(document: JsonObject): PlacedSchema[] {
  const found: PlacedSchema[] = [];
  const visit = (node: Json | undefined, pointer: string): void => {
    if (!isObject(node)) return;
    found.push({ node, pointer });
    for (const keyword of single) visit(node[keyword], `${pointer}/${keyword}`);
    for (const keyword of many) {
      for (const [key, part] of Object.entries(node[keyword] ?? {})) visit(part, `${pointer}/${keyword}${step(key)}`);
    }
  };
  for (const [name, schema] of entriesOf((document['components'] as JsonObject | undefined)?.['schemas'])) {
    visit(schema, `/components/schemas${step(name)}`);
  }
  for (const { node, pointer } of placesWith('schema', document)) visit(node['schema'], `${pointer}/schema`);
  return found;
}

/** An example of a document and the schema that it must fit. */
export interface PlacedExample {
  readonly pointer: string;
  readonly schema: string;
  readonly value: Json;
}

/** Every example and default of a document: of media types, parameters, headers and schemas. */
export function examplesOf(document: JsonObject): PlacedExample[] {
  const found: PlacedExample[] = [];
  for (const { node, pointer } of placesWith('schema', document)) {
    const schema = `${pointer}/schema`;
    if (node['example'] !== undefined) found.push({ pointer: `${pointer}/example`, schema, value: node['example'] });
    for (const [name, example] of entriesOf(node['examples'])) {
      const placed = follow(document, example, `${pointer}/examples${step(name)}`);
      found.push({ pointer: `${placed.pointer}/value`, schema, value: placed.node['value'] ?? null });
    }
  }
  for (const { node, pointer } of schemasOf(document)) {
    if (node['default'] !== undefined) {
      found.push({ pointer: `${pointer}/default`, schema: pointer, value: node['default'] });
    }
    if (!Array.isArray(node['examples'])) continue;
    for (const [index, value] of node['examples'].entries()) {
      found.push({ pointer: `${pointer}/examples/${index}`, schema: pointer, value });
    }
  }
  return found;
}

/** An example that does not fit its schema. */
export interface BrokenExample {
  readonly pointer: string;
  readonly faults: Faults;
}

export function brokenExamples(document: JsonObject): BrokenExample[] {
  const validator = new Validator(document);
  return examplesOf(document)
    .map(({ pointer, schema, value }) => ({ pointer, faults: validator.faults(schema, value) }))
    .filter((example) => example.faults.length > 0);
}

/** Parameters, headers and media types: the objects that have a `schema`, outside of schemas and examples. */
function placesWith(key: string, document: JsonObject): { node: JsonObject; pointer: string }[] {
  const found: { node: JsonObject; pointer: string }[] = [];
  const visit = (node: Json, pointer: string): void => {
    if (typeof node !== 'object' || node === null) return;
    if (isObject(node) && isObject(node[key])) found.push({ node, pointer });
    for (const [name, child] of Object.entries(node)) {
      if (['schema', 'schemas', 'example', 'examples', 'value'].includes(name)) continue;
      visit(child, pointer + step(name));
    }
  };
  visit(document['paths'] ?? {}, '/paths');
  visit(document['components'] ?? {}, '/components');
  return found;
}
