import type * as AjvModule from 'ajv/dist/2020.js';
import type { Ajv2020 as Ajv, ErrorObject } from 'ajv/dist/2020.js';
import type * as Formats from 'ajv-formats';
import { existsSync } from 'node:fs';
import type { Document } from './document.ts';
import { lazy } from './lazy.ts';
import { ownFile, ownRequire } from './own-files.ts';
import { rewriteDiscriminators } from './schemas/discriminators.ts';
import { lenientRegExp } from './schemas/findings.ts';
import { multipleOf } from './schemas/multiple-of.ts';
import { type Direction, hasOneWayProperties, relaxRequired } from './schemas/one-way-properties.ts';

/** Whether a value is valid. After a failure `errors` holds the reasons until the next call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** Finds the validator of the schema at a JSON Pointer into a document, for messages of one direction or for both. */
export type Validators = (pointer: string, direction?: Direction) => Validator;

const require = ownRequire(import.meta.url);

/** Compiles each schema of a document on first use, and loads Ajv with the first one. */
export function lazyValidators(document: () => Document): Validators {
  const ajv = lazy(() => createAjv(document()));
  return (pointer) => ajv().compile({ $ref: referenceTo(pointer) });
}

/** Does the same, and lets properties of the other direction be absent: `readOnly` in requests, `writeOnly` in responses. */
export function directedValidators(document: Document): Validators {
  const both = lazyValidators(() => document);
  const directed = new Map<Direction, Validators>();
  let isDirected: boolean | undefined;
  return (pointer, direction) => {
    // Asked with the first schema rather than at the start, since it takes a walk over the whole document.
    if (direction === undefined || !(isDirected ??= hasOneWayProperties(document))) return both(pointer);
    let validators = directed.get(direction);
    if (!validators) directed.set(direction, (validators = lazyValidators(() => relaxRequired(document, direction))));
    return validators(pointer);
  };
}

/**
 * Loads the validators that the build compiled for a document, those of a group when one of them is first needed. Other
 * schemas are compiled on first use.
 *
 * @param name the document's name; the document must be the one that was built
 * @returns undefined when running from the sources, where nothing is built
 */
export function precompiledValidators(name: string, document: () => Document): Validators | undefined {
  const file = ownFile(import.meta.url, `compiled/${name}/index.cjs`);
  if (!existsSync(file)) return undefined;
  const groups = require(file) as Readonly<Record<string, () => Readonly<Record<string, Validator>>>>;
  const others = lazyValidators(document);
  return (pointer) => groups[validatorGroup(pointer)]?.()[pointer] ?? others(pointer);
}

/** The group of the schema at a JSON Pointer: its operation (`paths/~1v1~1me/get`), or the kind of its component. */
export function validatorGroup(pointer: string): string {
  const [, kind, ...rest] = pointer.split('/');
  return [kind, ...rest.slice(0, kind === 'paths' ? 2 : 1)].join('/');
}

/** Creates an Ajv that holds the document. @param forBuild whether to keep the generated code for `standaloneCode` */
export function createAjv(document: Document, forBuild = false): Ajv {
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof AjvModule;
  const { default: addFormats } = require('ajv-formats') as typeof Formats;
  // `strict` would reject OpenAPI's own keywords. The linter already checks the form of the document.
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    validateSchema: false,
    discriminator: true,
    // Formats that Ajv does not know are ignored, as JSON Schema says, and without a word.
    logger: false,
    code: { source: forBuild, ...(!forBuild && { regExp: Object.assign(lenientRegExp, { code: 'lenientRegExp' }) }) },
  });
  addFormats.default(ajv);
  ajv.addFormat('binary', true);
  // The keyword of Ajv takes 0.07 for no multiple of 0.01. Only documents of users have the keyword.
  if (!forBuild) ajv.removeKeyword('multipleOf').addKeyword(multipleOf);
  ajv.addSchema(rewriteDiscriminators(document), documentId);
  return ajv;
}

const documentId = 'document';

/** The reference by which Ajv finds the schema at a JSON Pointer into the document. */
export function referenceTo(pointer: string): string {
  return `${documentId}#${encodeURI(pointer)}`;
}
