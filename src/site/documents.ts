import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apis, publicName } from '../apis/apis.ts';
import type { Api } from '../contract/api.ts';
import { valueAt } from '../contract/json-pointer.ts';

/** One operation, as far as a list of operations needs it. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  tag: string;
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

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

type Referable<Node> = Node & { $ref?: string };

interface OperationNode {
  operationId: string;
  summary: string;
  tags: string[];
  responses: Record<
    string,
    Referable<{ content?: Record<string, { examples?: Record<string, Referable<{ value?: unknown }>> }> }>
  >;
}

interface OpenApi {
  info: { title: string; summary?: string };
  tags?: { name: string }[];
  paths: Record<string, Record<string, OperationNode | undefined>>;
  components?: { securitySchemes?: Record<string, { type: string; in?: string; name?: string }> };
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
  const openapi = JSON.parse(json.text) as OpenApi;
  const found = Object.entries(openapi.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const node = item[method];
      return node ? [{ node, method: method.toUpperCase(), path }] : [];
    }),
  );
  const order = (openapi.tags ?? []).map((tag) => tag.name);
  return {
    name,
    title: openapi.info.title,
    summary: openapi.info.summary ?? '',
    prefix: api.prefixes[0]!,
    // In the order of the tags, as the reference shows them.
    operations: found
      .map(({ node, method, path }) => ({
        id: node.operationId,
        method,
        path,
        summary: node.summary,
        tag: node.tags[0] ?? '',
      }))
      .toSorted((a, b) => order.indexOf(a.tag) - order.indexOf(b.tag)),
    schemes: schemes(openapi),
    example(operationId, status) {
      const node = found.find((operation) => operation.node.operationId === operationId)?.node;
      const response = resolve(openapi, node?.responses[status]);
      const [example] = Object.values(response?.content?.['application/json']?.examples ?? {});
      if (!example) throw new Error(`${json.name} has no example of ${operationId} with status ${status}.`);
      return resolve(openapi, example)?.value;
    },
    files: [json, yaml, ...(name === document ? [] : [renamed(json, name), renamed(yaml, name)])],
  };
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

function schemes({ components }: OpenApi): ApiDocument['schemes'] {
  return Object.fromEntries(
    Object.entries(components?.securitySchemes ?? {}).map(([scheme, { type, in: where, name: header }]) => [
      scheme,
      where === 'header' && header ? { type, header } : { type },
    ]),
  );
}

/** What a local `$ref` names, or the node itself. */
function resolve<Node extends object>(openapi: OpenApi, node: Referable<Node> | undefined): Node | undefined {
  if (!node?.$ref) return node;
  return valueAt(openapi, node.$ref.slice(1)) as Node;
}
