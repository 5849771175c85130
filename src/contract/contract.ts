import type { Api } from './api.ts';
import { type Document, readDocument } from './document.ts';
import { createMatcher, type Matcher } from './match.ts';
import { readWebhooks } from './callbacks.ts';
import type { Callback, Operation } from './operation.ts';
import { readOperations } from './read-operations.ts';
import { type Finding, patternFindings } from './schemas/findings.ts';
import { credentialPlaces, type CredentialPlaces } from './security.ts';
import { type Check, Schemas } from './schemas.ts';
import { directedValidators, lazyValidators, precompiledValidators } from './validators.ts';

/** An API and its document, ready to match, validate and check. */
export interface Contract {
  readonly api: Api;
  readonly document: Document;
  readonly schemas: Schemas;
  readonly operations: readonly Operation[];
  readonly matcher: Matcher;
  /** The requests that the API makes of its own. Those of an operation are its `callbacks`. */
  readonly webhooks: readonly Callback[];
  /** Where its credentials are. */
  readonly credentialPlaces: CredentialPlaces;
  /**
   * Checks an error body of the transport (404 for an unknown path, 405, 413), which no operation documents, against
   * the API's error schema.
   */
  readonly checkError: Check;
  /**
   * Lists the parts of the document that cannot be served as they stand, such as patterns that are no regular
   * expressions. It compiles all schemas.
   */
  findings(): Finding[];
  /** Compiles all schemas now instead of on first use. @throws Error for an invalid schema */
  compile(): void;
}

/**
 * Loads the contract of an API. Its schemas were compiled by the build or are compiled on first use.
 *
 * @param bundled the document; read from `generated/` by default
 * @param isLenient whether what cannot be read is left out, and schemas that cannot be compiled allow everything. It is
 * then among the findings. By default an operation that cannot be read is an error.
 * @throws Error that names the place in the document
 */
export function loadContract(api: Api, bundled?: Document, isLenient = false): Contract {
  const document = bundled ?? readDocument(api.document);
  const precompiled = bundled ? undefined : precompiledValidators(api.document, document);
  // Built-in APIs hold both directions to the same schema.
  const validators = api.followsDocument ? directedValidators(document) : lazyValidators(document);
  const schemas = new Schemas(document, precompiled ?? validators, isLenient);
  const unread: Finding[] = [];
  const operations = readOperations(document, schemas, isLenient ? unread : undefined);
  return {
    api,
    document,
    schemas,
    operations,
    matcher: createMatcher(operations, api.followsDocument),
    checkError: schemas.check(api.errorSchema, '/body'),
    webhooks: readWebhooks(document),
    credentialPlaces: credentialPlaces(document),
    findings: () => [...unread, ...patternFindings(document), ...schemas.findings()],
    compile: () => schemas.compile(),
  };
}
