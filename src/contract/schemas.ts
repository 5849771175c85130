import { type Document, type Reference, type Schema } from './document.ts';
import type { Violation } from './problem.ts';
import { type NameTree, readNameTree } from './property-names.ts';
import { type ParseText, schemaParts, textReader, typesOf } from './schema-types.ts';
import { compileFinding, type Finding } from './schemas/findings.ts';
import { listedTags } from './schemas/listed-tags.ts';
import type { Direction } from './schemas/one-way-properties.ts';
import type { Validator, Validators } from './validators.ts';
import { toViolations } from './violations.ts';

/** Checks a value and returns its violations; an empty list for a valid value. */
export type Check = (value: unknown) => readonly Violation[];

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
  /** The schemas that have a check: their pointers by direction. */
  readonly #checked = new Map<string, readonly [pointer: string, direction: Direction | undefined]>();
  readonly #isLenient: boolean;

  /** @param isLenient whether a schema that cannot be compiled allows everything, rather than nothing at all */
  constructor(document: Document, validators: Validators, isLenient = false) {
    this.#document = document;
    this.#validators = validators;
    this.#isLenient = isLenient;
  }

  /**
   * Creates a check of the schema at a JSON Pointer into the document. The pointers of its violations start with
   * `root`.
   *
   * @param pointer undefined where any value is valid
   * @param direction of the messages that hold the value
   */
  check(pointer: string | undefined, root: string, direction?: Direction): Check {
    if (pointer === undefined) return () => noViolations;
    this.#checked.set(`${direction ?? ''} ${pointer}`, [pointer, direction]);
    let validate: Validator | undefined;
    return (value) => {
      validate ??= this.#validator(pointer, direction);
      try {
        return validate(value)
          ? noViolations
          : toViolations(validate.errors ?? [], root, {
              value,
              tags: (path, tag) => listedTags(this.#document, pointer, path, tag),
            });
      } catch (error) {
        // A recursive schema takes a call for each level of the value.
        if (error instanceof RangeError) return [{ pointer: root, message: 'is nested too deeply' }];
        throw error;
      }
    };
  }

  /** Compiles every schema that has a check. @throws Error for an invalid schema, which names its place */
  compile(): void {
    const [first] = this.findings();
    if (first) throw new Error(`${first.pointer}: ${first.message}`);
  }

  /** Compiles every schema that has a check, and lists those that cannot be compiled. */
  findings(): Finding[] {
    const findings = new Map<string, Finding>();
    for (const [pointer, direction] of this.#checked.values()) {
      try {
        this.#compile(pointer, direction);
      } catch (error) {
        findings.set(pointer, compileFinding(this.#document, pointer, error));
      }
    }
    return [...findings.values()];
  }

  /** JSON Pointers to the schemas that have a check. */
  pointers(): string[] {
    return [...new Set([...this.#checked.values()].map(([pointer]) => pointer))];
  }

  #validator(pointer: string, direction: Direction | undefined): Validator {
    try {
      return this.#compile(pointer, direction);
    } catch (error) {
      if (this.#isLenient) return () => true;
      const finding = compileFinding(this.#document, pointer, error);
      throw new Error(`The document's ${pointer}: ${finding.message}`, { cause: error });
    }
  }

  #compile(pointer: string, direction: Direction | undefined): Validator {
    const key = `${direction ?? ''} ${pointer}`;
    const compiled = this.#compiled.get(key);
    if (compiled) return compiled;
    const validator = this.#validators(pointer, direction);
    this.#compiled.set(key, validator);
    return validator;
  }

  /**
   * Creates the conversion of a parameter or form field under a schema: `3` becomes an integer if the schema allows
   * one. A text that matches no type stays a string, which the check then rejects with the expected type.
   */
  textReader(schema: Schema | Reference): ParseText {
    return textReader(this.#types(schema));
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
    const parts = schemaParts(this.#document, schema, ['allOf']);
    return new Set(parts.flatMap(({ properties }) => Object.keys(properties ?? {})));
  }

  /** The fields of a form, one per property of its schema. */
  fields(schema: Schema | Reference): Map<string, Field> {
    const parts = schemaParts(this.#document, schema, ['allOf']);
    return new Map(
      parts
        .flatMap(({ properties }) => Object.entries(properties ?? {}))
        .map(([name, property]) => {
          const own = schemaParts(this.#document, property, []);
          const isFile = own.some(
            ({ format, contentMediaType }) => format === 'binary' || contentMediaType !== undefined,
          );
          return [name, { isFile, read: this.textReader(property) }];
        }),
    );
  }

  #types(schema: Schema | Reference): ReadonlySet<string> {
    return typesOf(this.#document, schema);
  }
}
