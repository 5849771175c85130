import type { ErrorObject } from 'ajv/dist/2020.js';
import { type Document, escapeToken, type Reference, type Schema, resolveRef } from './document.ts';
import type { JsonValue } from './http-message.ts';
import type { Violation } from './problem.ts';
import { type NameTree, readNameTree } from './property-names.ts';
import type { Validator, Validators } from './validators.ts';

/** Answers what a value breaks; an empty list when it is sound. */
export type Check = (value: unknown) => readonly Violation[];

/** The value that a text stands for. */
export type ParseText = (text: string) => JsonValue;

/** A field of a form. */
export interface Field {
  readonly isFile: boolean;
  readonly read: ParseText;
}

const sound: readonly Violation[] = [];

/** The schemas of one document, under JSON Schema 2020-12 with formats, each compiled when it is first asked for. */
export class Schemas {
  readonly #document: Document;
  readonly #validators: Validators;
  readonly #compiled = new Map<string, Validator>();
  readonly #pointers = new Set<string>();

  constructor(document: Document, validators: Validators) {
    this.#document = document;
    this.#validators = validators;
  }

  /** The check of the schema at a JSON Pointer into the document; violations point below `root`. */
  check(pointer: string, root: string): Check {
    this.#pointers.add(pointer);
    let validate: Validator | undefined;
    return (value) => {
      validate ??= this.#validator(pointer);
      return validate(value) ? sound : describe(validate.errors ?? [], root);
    };
  }

  /** Compiles every schema that was asked for. @throws Error for one that is no JSON Schema */
  compile(): void {
    for (const pointer of this.#pointers) this.#validator(pointer);
  }

  /** Where the schemas stand that were asked for. */
  pointers(): string[] {
    return [...this.#pointers];
  }

  #validator(pointer: string): Validator {
    const known = this.#compiled.get(pointer);
    if (known) return known;
    const validator = this.#validators(pointer);
    this.#compiled.set(pointer, validator);
    return validator;
  }

  /**
   * Reads the value that a text stands for under a schema, as parameters and form fields carry it: `3` is an integer
   * where one may stand. A text that fits no type stays a text, and the check says what is wrong with it.
   */
  textReader(schema: Schema | Reference): ParseText {
    const types = this.#types(schema);
    const [isInteger, isNumber, isBoolean] = [types.has('integer'), types.has('number'), types.has('boolean')];
    if (!isInteger && !isNumber && !isBoolean) return (text) => text;
    return (text) => {
      if (isInteger && /^[+-]?\d+$/.test(text)) return Number(text);
      if (isNumber && /^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text);
      if (isBoolean && (text === 'true' || text === 'false')) return text === 'true';
      return text;
    };
  }

  /** Whether values of a schema are integers, and nothing else may stand there. */
  isInteger(schema: Schema | Reference): boolean {
    const types = this.#types(schema);
    return types.size === 1 && types.has('integer');
  }

  /** The names of a schema's properties at every depth, which are collected once. */
  nameTree(schema: Schema | Reference): () => NameTree {
    let tree: NameTree | undefined;
    return () => (tree ??= readNameTree(this.#document, schema));
  }

  /** The names of an object schema's properties, those of its `allOf` parts too. */
  propertyNames(schema: Schema | Reference): Set<string> {
    const own = resolveRef(this.#document, schema);
    const names = new Set(Object.keys(own.properties ?? {}));
    for (const part of own.allOf ?? []) for (const name of this.propertyNames(part)) names.add(name);
    return names;
  }

  /** The fields of a form, by the properties of its schema. */
  fields(schema: Schema | Reference): Map<string, Field> {
    const { properties = {} } = resolveRef(this.#document, schema);
    return new Map(
      Object.entries(properties).map(([name, property]) => {
        const { format, contentMediaType } = resolveRef(this.#document, property);
        const isFile = format === 'binary' || contentMediaType !== undefined;
        return [name, { isFile, read: this.textReader(property) }];
      }),
    );
  }

  #types(schema: Schema | Reference): Set<string> {
    const own = resolveRef(this.#document, schema);
    const types = new Set(typeof own.type === 'string' ? [own.type] : own.type);
    for (const part of [...(own.allOf ?? []), ...(own.anyOf ?? []), ...(own.oneOf ?? [])]) {
      for (const type of this.#types(part)) types.add(type);
    }
    return types;
  }
}

function describe(errors: readonly ErrorObject[], root: string): Violation[] {
  // `anyOf` and its like report every branch and then themselves; the branches say more.
  // A value of the wrong type has no format or bounds to speak of.
  const ofWrongType = new Set(errors.filter(({ keyword }) => keyword === 'type').map(placeOf));
  const telling = errors.filter(
    (error) =>
      !['anyOf', 'oneOf', 'allOf', 'if'].includes(error.keyword) &&
      (error.keyword === 'type' || !ofWrongType.has(placeOf(error))),
  );
  const found = new Map<string, Violation>();
  for (const error of telling.length > 0 ? telling : errors) {
    const violation = { pointer: root + error.instancePath + below(error), message: message(error) };
    // Two parts of a schema may object to the same.
    found.set(`${violation.pointer} ${violation.message}`, violation);
  }
  return [...found.values()];
}

/** A value, and the schema that was held against it. */
function placeOf({ instancePath, schemaPath }: ErrorObject): string {
  return `${instancePath} ${schemaPath.slice(0, schemaPath.lastIndexOf('/'))}`;
}

/** A property that is missing, or one that should not be there, is what is wrong, rather than its object. */
function below({ keyword, params }: ErrorObject): string {
  const property: unknown =
    keyword === 'required'
      ? params['missingProperty']
      : keyword === 'additionalProperties' && params['additionalProperty'];
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

function message({ keyword, params, message: fallback }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return 'is required';
    case 'additionalProperties':
      return 'is not a property of this object';
    case 'type': {
      const types: string[] = Array.isArray(params['type']) ? params['type'] : [params['type']];
      return `must be ${types.map((type) => articles[type] ?? type).join(' or ')}`;
    }
    case 'enum':
      return `must be one of ${(params['allowedValues'] as unknown[]).join(', ')}`;
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
    case 'pattern':
      return `must match ${params['pattern']}`;
    case 'format':
      return `must be a valid ${params['format']}`;
    default:
      return fallback ?? `breaks ${keyword}`;
  }
}
