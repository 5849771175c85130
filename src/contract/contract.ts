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
  /**
   * Checks an error body of the transport (404 for an unknown path, 405, 413), which no operation documents, against
   * the API's error schema.
   */
  readonly checkError: Check;
  /** Compiles all schemas now instead of on first use. @throws Error for an invalid schema */
  compile(): void;
}

/**
 * Loads the contract of an API. Its schemas were compiled by the build or are compiled on first use.
 *
 * @param bundled the document; read from `generated/` by default
 */
export function loadContract(api: Api, bundled?: Document): Contract {
  const document = bundled ?? readDocument(api.document);
  const precompiled = bundled ? undefined : precompiledValidators(api.document, document);
  const schemas = new Schemas(document, precompiled ?? lazyValidators(document));
  const operations = readOperations(document, schemas);
  return {
    api,
    document,
    schemas,
    operations,
    matcher: createMatcher(operations),
    checkError: api.errorSchema === undefined ? () => [] : schemas.check(api.errorSchema, '/body'),
    compile: () => schemas.compile(),
  };
}
