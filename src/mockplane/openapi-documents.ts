import { apis, publicName } from '../apis/apis.ts';
import type { OpenApiDocument } from '../server/openapi-documents.ts';

/**
 * Lists the OpenAPI documents of a server under all their names: `turso` is the edition at the root, and every edition
 * has a name with its year too.
 *
 * @param rootEdition the edition at the root; the default one by default
 */
export function openApiDocuments(rootEdition?: string): OpenApiDocument[] {
  return apis.flatMap((api) => {
    const name = publicName(api, rootEdition);
    const isAtRoot = api.edition === undefined || name !== api.document;
    const prefix = isAtRoot ? '' : `/${api.edition}`;
    return [...new Set([name, api.document])].map((each) => ({ name: each, file: api.document, prefix }));
  });
}
