import { adminApi } from '../apis/admin/api.ts';
import { apis } from '../apis/apis.ts';
import { type Contract, loadContract } from '../contract/contract.ts';
import { type Document, readDocument } from '../contract/document.ts';
import type { LoadedDocument } from '../documents/load.ts';
import { pathWithin } from '../contract/api.ts';
import type { MockplaneOptions } from './options.ts';

/** Whether the options ask for the built-in APIs: without documents, or beside them. */
export function servesBuiltIn({
  documents,
  builtInApis,
}: Pick<MockplaneOptions, 'documents' | 'builtInApis'>): boolean {
  return documents === undefined || documents.length === 0 || builtInApis === true;
}

/** The contracts to serve: the built-in ones where they are asked for, the admin API, and those of documents. */
export function servedContracts(
  options: Pick<MockplaneOptions, 'documents' | 'builtInApis'>,
  documents: readonly LoadedDocument[] = [],
): Contract[] {
  if (documents.length === 0) return apis.map((api) => loadContract(api));
  const builtIn = servesBuiltIn(options) ? apis.filter(({ isAdmin }) => !isAdmin) : [];
  return [
    ...builtIn.map((api) => loadContract(api)),
    loadContract(adminApi, forAnyOperation(readDocument(adminApi.document))),
    ...documents.map(({ contract }) => contract),
  ];
}

/** Whether a path belongs to the APIs and pages that are served beside documents. */
export function takenBeside(options: Pick<MockplaneOptions, 'documents' | 'builtInApis'>): (path: string) => boolean {
  const beside = servesBuiltIn(options) ? apis : [adminApi];
  return (path) => beside.some((api) => pathWithin(api, path) !== undefined || api.guestPaths?.has(path) === true);
}

/**
 * The admin API's document lists the APIs and operations that Mockplane brings along. With documents of the user there
 * are others, by names of any form, and examples of any name.
 */
function forAnyOperation(document: Document): Document {
  const schemas = document.components['schemas'] as Readonly<Record<string, object>>;
  const widened = { ...schemas };
  for (const name of ['APIName', 'OperationId', 'FaultOperation', 'FaultExample']) {
    widened[name] = { type: 'string', minLength: 1, maxLength: 512 };
  }
  const health = schemas['Health'] as { properties: Record<string, object> };
  widened['Health'] = {
    ...health,
    properties: { ...health.properties, apis: { type: 'array', items: { type: 'string' } } },
  };
  return { ...document, components: { ...document.components, schemas: widened } };
}
