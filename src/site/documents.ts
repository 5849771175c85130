import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apis, publicName } from '../apis/apis.ts';
import type { Api } from '../contract/api.ts';
import { loadContract } from '../contract/contract.ts';
import type { Document } from '../contract/document.ts';
import type { Response } from '../contract/operation.ts';

/** One operation, as far as a list of operations needs it. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  tag: string;
  /** The documented statuses, each with the names of its examples. */
  statuses: { status: number; examples: string[] }[];
}

/** A bundled OpenAPI document and what the pages say about it. */
export interface ApiDocument {
  /** As links to it name it: see `publicName`. */
  name: string;
  title: string;
  /** What the API is for, in a sentence. */
  summary: string;
  /** Where all its paths start. */
  prefix: string;
  operations: Operation[];
  /** Security scheme name → how its value is written from a token. */
  schemes: Record<string, { type: string; header?: string }>;
  /** The value of the first example that an operation's response has. */
  example(operationId: string, status: number): unknown;
  files: { name: string; text: string }[];
}

/** The members of a document that only the pages read. */
interface Description {
  readonly info: { readonly summary?: string };
  readonly tags?: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, { summary: string; tags: string[] }>>>>;
}

/** Reads the bundled documents that `npm run generate` leaves in a folder. */
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
    // In the order of the tags, as the reference shows them.
    operations: operations
      .map(({ id, method, path, responses }) => {
        const { summary, tags } = (openapi as Description).paths[path]![method.toLowerCase()]!;
        return { id, method, path, summary, tag: tags[0] ?? '', statuses: [...responses.values()].map(toStatus) };
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

/** The same file under another name, with its ending. */
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

function schemes({ components }: Document): ApiDocument['schemes'] {
  return Object.fromEntries(
    Object.entries(components.securitySchemes ?? {}).map(([name, scheme]) => [
      name,
      scheme.type === 'apiKey' ? { type: scheme.type, header: scheme.name } : { type: scheme.type },
    ]),
  );
}
