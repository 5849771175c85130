import { documents, entriesOf, follow, isObject, mountOf, type Json, type JsonObject, step } from './documents.ts';

/** An operation as its document has it; read here anew, so that the server's own reading can be held against it. */
export interface Operation {
  readonly api: string;
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  readonly node: JsonObject;
  readonly parameters: readonly Parameter[];
  /** The allowed request bodies; empty if there is none. */
  readonly bodies: readonly MediaType[];
  readonly replies: readonly Reply[];
  /** The statuses that `default` lists and the operation has not itself, each with its examples. */
  readonly otherReplies: readonly Reply[];
  /** Names of the security schemes, any one of which will do. */
  readonly security: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Json;
  readonly example: Json;
}

export interface MediaType {
  readonly type: string;
  /** JSON Pointer to the schema. */
  readonly schema: string;
  readonly examples: readonly Example[];
}

export interface Example {
  readonly name: string;
  readonly value: Json;
}

export interface Reply {
  readonly status: number;
  /** The first media type, in which nearly every response comes. */
  readonly content: MediaType | undefined;
  readonly contents: readonly MediaType[];
}

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** Every operation of every document. */
export const operations: readonly Operation[] = [...documents].flatMap(([api, document]) => read(api, document));

/**
 * Those of the editions that are served at the root: for suites that ask a server by operationId, which editions share.
 * The 2026 edition and SQL have suites of their own (`test/apis/turso/2026`, `test/conformance`, `test/apis/hrana`).
 */
export const rootOperations: readonly Operation[] = operations.filter(
  ({ api }) => mountOf(api) === '' && api !== 'hrana',
);

/**
 * The operations of the two control planes that are imitated. Mockplane's own API answers by itself; SQL has other tokens
 * and bodies, and suites of its own (`test/apis/hrana`, `test/oracle`).
 */
export const serviceOperations: readonly Operation[] = operations.filter(
  ({ api }) => !['admin', 'hrana'].includes(api),
);

/** @param api where several documents have an operation of that id; the first of them unless given */
export function operationOf(id: string, api?: string): Operation {
  const found = operations.find((operation) => operation.id === id && (api === undefined || operation.api === api));
  if (!found) throw new Error(`There is no operation ${id}.`);
  return found;
}

/**
 * The response of a server without a preference: the first example of the lowest success, or of 501 for an operation
 * that is not served.
 */
export function defaultReply(operation: Operation): { reply: Reply; example: Example | undefined } {
  const [reply] = operation.replies
    .filter(({ status }) => (status >= 200 && status < 300) || status === 501)
    .toSorted((one, other) => one.status - other.status);
  if (!reply) throw new Error(`${operation.id} documents no success.`);
  return { reply, example: reply.content?.examples[0] };
}

function read(api: string, document: JsonObject): Operation[] {
  return entriesOf(document['paths']).flatMap(([path, item]) => {
    const at = `/paths${step(path)}`;
    return entriesOf(item)
      .filter(([method]) => methods.has(method))
      .map(([method, node]) => readOperation(api, document, path, item, method, node as JsonObject, at + step(method)));
  });
}

function readOperation(
  api: string,
  document: JsonObject,
  path: string,
  item: Json,
  method: string,
  node: JsonObject,
  at: string,
): Operation {
  const parameters = [...list(isObject(item) ? item['parameters'] : undefined), ...list(node['parameters'])];
  const body = node['requestBody'] && follow(document, node['requestBody'], `${at}/requestBody`);
  const security = list(node['security'] ?? document['security']);
  const replies = entriesOf(node['responses'])
    // `default` is no reply of the operation. The pipeline and the server answer the statuses that it lists.
    .filter(([status]) => status !== 'default')
    .map(([status, response]) => {
      const found = follow(document, response, `${at}/responses${step(status)}`);
      const contents = mediaTypes(document, found.node['content'], `${found.pointer}/content`);
      return { status: Number(status), content: contents[0], contents };
    });
  return {
    api,
    id: String(node['operationId']),
    method: method.toUpperCase(),
    path,
    node,
    parameters: parameters.map((parameter) => readParameter(document, parameter)),
    bodies: body ? mediaTypes(document, body.node['content'], `${body.pointer}/content`) : [],
    replies,
    otherReplies: readDefault(document, node, at).filter(
      ({ status }) => !replies.some((reply) => reply.status === status),
    ),
    security: security.flatMap((requirement) => entriesOf(requirement).map(([name]) => name)),
  };
}

function readDefault(document: JsonObject, operation: JsonObject, at: string): Reply[] {
  const response = entriesOf(operation['responses']).find(([status]) => status === 'default')?.[1];
  if (response === undefined) return [];
  const { node, pointer } = follow(document, response, `${at}/responses/default`);
  const contents = mediaTypes(document, node['content'], `${pointer}/content`);
  return entriesOf(node['x-statuses']).map(([status, names]) => {
    const own = contents.map((content) => ({
      ...content,
      examples: content.examples.filter(({ name }) => list(names).includes(name)),
    }));
    return { status: Number(status), content: own[0], contents: own };
  });
}

function readParameter(document: JsonObject, parameter: Json): Parameter {
  const { node } = follow(document, parameter, '');
  return {
    name: String(node['name']),
    in: String(node['in']),
    required: node['required'] === true,
    schema: node['schema'] ?? {},
    example: node['example'] ?? null,
  };
}

function mediaTypes(document: JsonObject, content: Json | undefined, at: string): MediaType[] {
  return entriesOf(content).map(([type, media]) => ({
    type,
    schema: `${at}${step(type)}/schema`,
    examples: entriesOf(isObject(media) ? media['examples'] : undefined).map(([name, example]) => ({
      name,
      value: follow(document, example, '').node['value'] ?? null,
    })),
  }));
}

function list(node: Json | undefined): Json[] {
  return Array.isArray(node) ? node : [];
}
