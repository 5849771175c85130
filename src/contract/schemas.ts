import { type Document, type Reference, type Schema, resolveRef } from './document.ts';
import type { JsonValue } from './http-message.ts';
import type { Violation } from './problem.ts';
import { type NameTree, readNameTree } from './property-names.ts';
import type { Validator, Validators } from './validators.ts';
import { toViolations } from './violations.ts';

/** Checks a value and returns its violations; an empty list for a valid value. */
export type Check = (value: unknown) => readonly Violation[];

/** Converts the text of a parameter or form field into a value. */
export type ParseText = (text: string) => JsonValue;

/** A field of a form. */
export interface Field {
  readonly isFile: boolean;
  readonly read: ParseText;
}

const noViolations: readonly Violation[] = [];

/** The JSON Schemas (2020-12, with formats) of one document. Each is compiled on first use. */
export class Schemas {
  readonly #document: Document;
  readonly #validators: Validators;
  readonly #compiled = new Map<string, Validator>();
  readonly #pointers = new Set<string>();

  constructor(document: Document, validators: Validators) {
    this.#document = document;
    this.#validators = validators;
  }

  /**
   * Creates a check of the schema at a JSON Pointer into the document. The pointers of its violations start with
   * `root`.
   */
  check(pointer: string, root: string): Check {
    this.#pointers.add(pointer);
    let validate: Validator | undefined;
    return (value) => {
      validate ??= this.#validator(pointer);
      try {
        return validate(value) ? noViolations : toViolations(validate.errors ?? [], root);
      } catch (error) {
        // A recursive schema takes a call for each level of the value.
        if (error instanceof RangeError) return [{ pointer: root, message: 'is nested too deeply' }];
        throw error;
      }
    };
  }

  /** Compiles every schema that has a check. @throws Error for an invalid schema */
  compile(): void {
    for (const pointer of this.#pointers) this.#validator(pointer);
  }

  /** JSON Pointers to the schemas that have a check. */
  pointers(): string[] {
    return [...this.#pointers];
  }

  #validator(pointer: string): Validator {
    const compiled = this.#compiled.get(pointer);
    if (compiled) return compiled;
    const validator = this.#validators(pointer);
    this.#compiled.set(pointer, validator);
    return validator;
  }

  /**
   * Creates the conversion of a parameter or form field under a schema: `3` becomes an integer if the schema allows
   * one. A text that matches no type stays a string, which the check then rejects with the expected type.
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

  /** The fields of a form, one per property of its schema. */
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
