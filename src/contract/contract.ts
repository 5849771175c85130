import type { Api } from './api.ts';
import { type Document, readDocument } from './document.ts';
import { createMatcher, type Matcher } from './match.ts';
import { type Operation, readOperations } from './operation.ts';
import { type Check, Schemas } from './schemas.ts';
import { precompiledValidators, lazyValidators } from './validators.ts';

/** An API and its document, ready to match, validate and check. */
export interface Contract {
  readonly api: Api;
  readonly document: Document;
  readonly schemas: Schemas;
  readonly operations: readonly Operation[];
  readonly matcher: Matcher;
  /** Holds an error body that no operation documents (404 for an unknown path, 405, 413) to the API's error shape. */
  readonly checkError: Check;
  /** Compiles all schemas now rather than when they are first used. @throws Error for one that cannot be */
  compile(): void;
}

/**
 * Loads an API's document, from `generated/` unless given. Its schemas were compiled by the build, or are when they are
 * first used.
 */
export function loadContract(api: Api, given?: Document): Contract {
  const document = given ?? readDocument(api.document);
  const built = given ? undefined : precompiledValidators(api.document, document);
  const schemas = new Schemas(document, built ?? lazyValidators(document));
  const operations = readOperations(document, schemas);
  return {
    api,
    document,
    schemas,
    operations,
    matcher: createMatcher(operations),
    checkError: schemas.check(api.errorSchema, '/body'),
    compile: () => schemas.compile(),
  };
}
