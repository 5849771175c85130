import { isObject } from './is-object.ts';

/** The kind of value that a keyword of JSON Schema takes. */
export type KeywordKind = 'count' | 'number' | 'bound' | 'flag' | 'text' | 'types' | 'values' | 'names' | 'nameLists';

/** The keywords without schemas in them that a validator reads. */
export const plainKeywords: Readonly<Record<string, KeywordKind>> = {
  type: 'types',
  enum: 'values',
  required: 'names',
  dependentRequired: 'nameLists',
  minLength: 'count',
  maxLength: 'count',
  minItems: 'count',
  maxItems: 'count',
  minContains: 'count',
  maxContains: 'count',
  minProperties: 'count',
  maxProperties: 'count',
  minimum: 'number',
  maximum: 'number',
  multipleOf: 'number',
  exclusiveMinimum: 'bound',
  exclusiveMaximum: 'bound',
  uniqueItems: 'flag',
  nullable: 'flag',
  format: 'text',
  $ref: 'text',
  $dynamicRef: 'text',
  $anchor: 'text',
  $dynamicAnchor: 'text',
};

/** The keywords that hold schemas by name. */
export const schemaMaps = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'] as const;

/** The keywords that hold a list of schemas. */
export const schemaLists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;

/** The keywords that hold one schema. */
export const singleSchemas = [
  'items',
  'additionalProperties',
  'additionalItems',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentSchema',
] as const;

const types = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'] as const;

/** Says what is wrong with the value of a keyword, as `must be …`; undefined if it can be read. */
export function keywordProblem(key: string, kind: KeywordKind, value: unknown): string | undefined {
  switch (kind) {
    case 'count':
      return Number.isInteger(value) && Number(value) >= 0 ? undefined : 'must be a whole number from 0';
    case 'number':
      if (typeof value !== 'number') return 'must be a number';
      return key === 'multipleOf' && value <= 0 ? 'must be more than 0' : undefined;
    case 'bound':
      return ['number', 'boolean'].includes(typeof value) ? undefined : 'must be a number';
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'text':
      return typeof value === 'string' ? undefined : 'must be a text';
    case 'types':
      return typesProblem(value);
    case 'values':
      return Array.isArray(value) && value.length > 0 ? undefined : 'must be a list with at least one value';
    case 'names':
      // A boolean is a keyword of older versions.
      return typeof value === 'boolean' || isNames(value) ? undefined : 'must be a list of names';
    default:
      return isObject(value) && Object.values(value).every(isNames)
        ? undefined
        : 'must have a list of names for each name';
  }
}

function typesProblem(value: unknown): string | undefined {
  const named: readonly unknown[] = Array.isArray(value) ? value : [value];
  // Swagger 2.0 has `file`, which becomes a binary string.
  const areKnown = named.every((type) => type === 'file' || types.some((each) => each === type));
  return areKnown && named.length > 0 ? undefined : `must be one of ${types.join(', ')}`;
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
