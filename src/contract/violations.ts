import type { ErrorObject } from 'ajv/dist/2020.js';
import { escapeToken, valueAt } from './json-pointer.ts';
import type { Violation } from './problem.ts';

/** The value that was checked, for texts that name it. */
export interface Checked {
  readonly value: unknown;
  /** Lists the values of a tag that the schema knows, by the path of its object. */
  readonly tags: (path: string, tag: string) => readonly string[];
}

/**
 * Turns the errors of Ajv into violations in Mockplane's words.
 *
 * @param root the JSON Pointer that precedes each violation: `/body`
 */
export function toViolations(errors: readonly ErrorObject[], root: string, checked: Checked): Violation[] {
  // `anyOf` and similar keywords report each failing branch and then themselves. Keep the branches, which say more. For
  // a value of the wrong type, drop errors about its format or bounds.
  const ofWrongType = new Set(errors.filter(({ keyword }) => keyword === 'type').map(placeOf));
  const relevant = errors.filter(
    (error) =>
      !['anyOf', 'oneOf', 'allOf', 'if'].includes(error.keyword) &&
      !isMissingTag(error) &&
      (error.keyword === 'type' || !ofWrongType.has(placeOf(error))),
  );
  const violations = new Map<string, Violation>();
  for (const error of relevant.length > 0 ? relevant : errors) {
    const violation = { pointer: root + error.instancePath + propertyPointer(error), message: message(error, checked) };
    // Two parts of a schema may report the same violation.
    violations.set(`${violation.pointer} ${violation.message}`, violation);
  }
  return [...violations.values()];
}

/** Identifies a value and the schema it was checked against. */
function placeOf({ instancePath, schemaPath }: ErrorObject): string {
  return `${instancePath} ${schemaPath.slice(0, schemaPath.lastIndexOf('/'))}`;
}

/** A missing tag is reported as a missing property as well. */
function isMissingTag({ keyword, params }: ErrorObject): boolean {
  return keyword === 'discriminator' && params['tagValue'] === undefined;
}

/** The parameter of an error that names a property, by keyword. */
const propertyParams: Readonly<Record<string, string>> = {
  required: 'missingProperty',
  additionalProperties: 'additionalProperty',
  unevaluatedProperties: 'unevaluatedProperty',
  discriminator: 'tag',
};

/** Points at the missing or unknown property instead of at its object. */
function propertyPointer({ keyword, params }: ErrorObject): string {
  const name = propertyParams[keyword];
  const property: unknown = name === undefined ? undefined : params[name];
  return typeof property === 'string' ? `/${escapeToken(property)}` : '';
}

const articles: Record<string, string> = {
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
  null: 'null',
};

function message({ keyword, params, instancePath, message: fallback }: ErrorObject, checked: Checked): string {
  switch (keyword) {
    case 'required':
      return 'is required';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'is not a property of this object';
    case 'discriminator': {
      const tags = checked.tags(instancePath, String(params['tag']));
      return tags.length > 0
        ? `must be one of ${tags.join(', ')}`
        : `has the unknown value ${JSON.stringify(params['tagValue'])}`;
    }
    case 'type': {
      const types: string[] = Array.isArray(params['type']) ? params['type'] : [params['type']];
      return `must be ${types.map((type) => articles[type] ?? type).join(' or ')}`;
    }
    case 'enum':
      return `must be one of ${listed(params['allowedValues'] as unknown[])}`;
    case 'const':
      return `must be ${JSON.stringify(params['allowedValue'])}`;
    case 'minLength':
      return params['limit'] === 1 ? 'must not be empty' : `must have at least ${params['limit']} characters`;
    case 'maxLength':
      return `must have at most ${params['limit']} characters`;
    case 'minimum':
      return `must be at least ${params['limit']}`;
    case 'maximum':
      return `must be at most ${params['limit']}`;
    case 'multipleOf':
      return `must be a multiple of ${params['multipleOf']}`;
    case 'pattern':
      return `must match ${params['pattern']}`;
    case 'format':
      return `must be a valid ${params['format']}`;
    case 'maxItems':
    case 'minItems':
    case 'maxProperties':
    case 'minProperties':
    case 'items':
    case 'unevaluatedItems':
      return sizeMessage(keyword, params, valueAt(checked.value, instancePath));
    case 'uniqueItems':
      return `has the same item twice, at ${params['j']} and ${params['i']}`;
    case 'exclusiveMinimum':
      return `must be greater than ${params['limit']}`;
    case 'exclusiveMaximum':
      return `must be less than ${params['limit']}`;
    case 'not':
    case 'false schema':
      return 'is not allowed here';
    default:
      return fallback ?? `breaks ${keyword}`;
  }
}

/** A value in a list. A text is shown as it is, unless nothing would be seen of it. */
function shown(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}

/** A document may list thousands of values. */
const mostListed = 200;

function listed(values: readonly unknown[]): string {
  const texts = values.slice(0, mostListed).map(shown).join(', ');
  const more = values.length - mostListed;
  return more > 0 ? `${texts} and ${more} more` : texts;
}

/** `has 10001 items; at most 10000 are allowed` */
function sizeMessage(keyword: string, params: ErrorObject['params'], value: unknown): string {
  const limit = Number(params['limit'] ?? params['len']);
  const isList = Array.isArray(value);
  const size = isList ? value.length : Object.keys(value as object).length;
  const [one, many] = isList ? ['item', 'items'] : ['property', 'properties'];
  const bound = keyword.startsWith('min')
    ? `at least ${limit} ${limit === 1 ? 'is' : 'are'} required`
    : `at most ${limit} ${limit === 1 ? 'is' : 'are'} allowed`;
  return `has ${size} ${size === 1 ? one : many}; ${bound}`;
}
