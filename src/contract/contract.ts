import type { Api } from './api.ts';
import { type Document, readDocument } from './document.ts';
import { createExampleReader, type ExampleReader } from './examples.ts';
import { readExtract } from './extract.ts';
import { lazy } from './lazy.ts';
import { createMatcher, type Matcher } from './match.ts';
import { type ListedValues, listValues } from './public-values.ts';
import { readWebhooks } from './callbacks.ts';
import type { Callback, Operation } from './operation.ts';
import { readDetails, readOperations } from './read-operations.ts';
import { type Finding, patternFindings } from './schemas/findings.ts';
import { credentialPlaces, type CredentialPlaces } from './security.ts';
import { type Check, Schemas } from './schemas.ts';
import { directedValidators, lazyValidators, precompiledValidators } from './validators.ts';

/** An API and its document, ready to match, validate and check. Its parts may be read on first use. */
export interface Contract {
  readonly api: Api;
  readonly document: Document;
  readonly schemas: Schemas;
  readonly operations: readonly Operation[];
  readonly matcher: Matcher;
  /** The requests that the API makes of its own. Those of an operation are its `callbacks`. */
  readonly webhooks: readonly Callback[];
  /** Reads its named examples. */
  readonly example: ExampleReader;
  /** The values that its parameters list. */
  readonly listedValues: ListedValues;
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
  /** JSON Pointers to all schemas that have a check. It reads every operation. */
  schemaPointers(): string[];
  /** Compiles all schemas now instead of on first use. @throws Error for an invalid schema */
  compile(): void;
}

/**
 * Loads the contract of an API. A document of Mockplane's own is read on first use, each of its operations too, and its
 * schemas were compiled by the build or are compiled on first use.
 *
 * @param bundled the document, which is read at once; that in `generated/` by default
 * @param isLenient whether what cannot be read is left out, and schemas that cannot be compiled allow everything. It is
 * then among the findings. By default an operation that cannot be read is an error.
 * @throws Error that names the place in the document
 */
export function loadContract(api: Api, bundled?: Document, isLenient = false): Contract {
  const isOwn = bundled === undefined;
  const unread: Finding[] = [];
  const document = lazy(() => bundled ?? readDocument(api.document));
  const schemas = lazy(() => {
    // Built-in APIs hold both directions to the same schema.
    const validators = api.followsDocument ? directedValidators(document()) : lazyValidators(document);
    return new Schemas(document(), (isOwn && precompiledValidators(api.document, document)) || validators, isLenient);
  });
  const operations = lazy(() =>
    readOperations(document(), schemas(), { findings: isLenient ? unread : undefined, isLazy: isOwn }),
  );
  const matcher = lazy(() => createMatcher(operations(), api.followsDocument));
  const checkError = lazy(() => schemas().check(api.errorSchema, '/body'));
  const webhooks = lazy(() => readWebhooks(document()));
  const places = lazy(() => credentialPlaces(document()));
  // A server of the built package begins with the extracts, and reads a document when it is called.
  const extract = lazy(() => (isOwn ? readExtract(api.document) : undefined));
  const listedValues = lazy(() => extract()?.listedValues ?? listValues(document()));
  const readAll = (): void => {
    for (const part of [matcher, checkError, webhooks, places]) part();
    for (const operation of operations()) readDetails(operation);
  };
  if (!isOwn) readAll();
  return {
    api,
    get document() {
      return document();
    },
    get schemas() {
      return schemas();
    },
    get operations() {
      return operations();
    },
    get matcher() {
      return matcher();
    },
    example: createExampleReader(api.document, operations, () => extract()?.examples ?? {}),
    get listedValues() {
      return listedValues();
    },
    checkError: (value) => checkError()(value),
    get webhooks() {
      return webhooks();
    },
    get credentialPlaces() {
      return places();
    },
    findings() {
      readAll();
      return [...unread, ...patternFindings(document()), ...schemas().findings()];
    },
    schemaPointers() {
      readAll();
      return schemas().pointers();
    },
    compile() {
      readAll();
      schemas().compile();
    },
  };
}
