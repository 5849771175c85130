import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apis, publicName } from '../apis/apis.ts';
import type { Api } from '../contract/api.ts';
import { loadContract } from '../contract/contract.ts';
import { type Document, resolveRef, type SecurityScheme } from '../contract/document.ts';
import type { Response } from '../contract/operation.ts';

/** One operation in a list of operations. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  /** Markdown; empty where the document has none. */
  description: string;
  tag: string;
  /** The documented statuses, each with the names of its examples. */
  statuses: { status: number; examples: string[] }[];
}

/** A bundled OpenAPI document, with the facts that the pages show. */
export interface ApiDocument {
  /** The name in links to it: see `publicName`. */
  name: string;
  title: string;
  /** The API's purpose, in a sentence. */
  summary: string;
  /** The start of all its paths. */
  prefix: string;
  operations: Operation[];
  /** Security scheme name → the type of the scheme, and the header that carries the token. */
  schemes: Record<string, { type: string; header?: string }>;
  /** Returns the first example of a response. @throws Error when there is none */
  example(operationId: string, status: number): unknown;
  files: { name: string; text: string }[];
}

/** The members of a document that only the pages read. */
interface Description {
  readonly info: { readonly summary?: string };
  readonly tags?: readonly { readonly name: string }[];
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { summary: string; description?: string; tags: string[] }>>>
  >;
}

/** Reads the bundled documents that `npm run generate` writes into a folder. */
export async function readDocuments(folder: string): Promise<ApiDocument[]> {
  return Promise.all(apis.map((api) => readDocument(folder, api)));
}

async function readDocument(folder: string, api: Api): Promise<ApiDocument> {
  const { document } = api;
  const name = publicName(api);
  const [json, yaml] = await Promise.all([
    readBundle(folder, `${document}.json`),
    readBundle(folder, `${document}.yaml`),
  ]);
  const openapi = JSON.parse(json.text) as Document & Description;
  const { operations } = loadContract(api, openapi);
  const order = (openapi.tags ?? []).map((tag) => tag.name);
  return {
    name,
    title: openapi.info.title,
    summary: openapi.info.summary ?? '',
    prefix: api.prefixes[0]!,
    // Sorted by the order of the tags, as in the reference.
    operations: operations
      .map(({ id, method, path, responses }) => {
        const { summary, description = '', tags } = (openapi as Description).paths[path]![method.toLowerCase()]!;
        return {
          id,
          method,
          path,
          summary,
          description,
          tag: tags[0] ?? '',
          statuses: [...responses.values()].map(toStatus),
        };
      })
      .toSorted((a, b) => order.indexOf(a.tag) - order.indexOf(b.tag)),
    schemes: schemes(openapi),
    example(operationId, status) {
      const response = operations.find(({ id }) => id === operationId)?.responses.get(status);
      const [example] = response?.content?.examples.values() ?? [];
      if (example === undefined)
        throw new Error(`${json.name} has no example of ${operationId} with status ${status}.`);
      return example;
    },
    files: [json, yaml, ...(name === document ? [] : [renamed(json, name), renamed(yaml, name)])],
  };
}

function toStatus({ status, content }: Response): Operation['statuses'][number] {
  return { status, examples: [...(content?.examples.keys() ?? [])] };
}

/** Renames a file and keeps its extension. */
function renamed({ name: file, text }: { name: string; text: string }, name: string) {
  return { name: `${name}${file.slice(file.lastIndexOf('.'))}`, text };
}

async function readBundle(folder: string, name: string): Promise<{ name: string; text: string }> {
  const file = join(folder, name);
  try {
    return { name, text: await readFile(file, 'utf8') };
  } catch (error) {
    throw new Error(`${file} is missing. Run \`npm run generate\` first.`, { cause: error });
  }
}

function schemes(document: Document): ApiDocument['schemes'] {
  return Object.fromEntries(
    Object.entries(document.components.securitySchemes ?? {}).map(([name, node]) => {
      const scheme = resolveRef<SecurityScheme>(document, node);
      return [name, scheme.type === 'apiKey' ? { type: scheme.type, header: scheme.name } : { type: scheme.type }];
    }),
  );
}
