import { type Document, type HeaderObject, type Reference, type ResponseObject, resolveRef } from './document.ts';
import { escapeToken } from './json-pointer.ts';
import { exampleOf, readExamples } from './media-examples.ts';
import { isJson } from './media-type.ts';
import type { MediaContent, Operation, Response, ResponseContent, ResponseHeader } from './operation.ts';
import { targetOf } from './parameters/read-parameters.ts';
import { readShape } from './parameters/shape.ts';
import { SpellingError } from './parameters/spelling.ts';
import { contentParameter, styleParameter } from './parameters/styled.ts';
import type { Schemas } from './schemas.ts';

/**
 * Reads the responses of an operation: those of one status, and those of a range and of all others. A `default` with
 * `x-statuses` is one response for each status that it lists.
 */
export function readResponses(
  document: Document,
  schemas: Schemas,
  nodes: Readonly<Record<string, ResponseObject | Reference>>,
  operationPointer: string,
): Pick<Operation, 'responses' | 'otherResponses'> {
  const responses = new Map<number, Response>();
  const otherResponses = new Map<string, Response>();
  for (const [key, node] of Object.entries(nodes)) {
    if (key.startsWith('x-')) continue;
    const response = readResponse(document, schemas, key, node, `${operationPointer}/responses/${key}`);
    const statuses = key === 'default' ? resolveRef(document, node)['x-statuses'] : undefined;
    if (/^\d+$/.test(key)) responses.set(Number(key), response);
    else if (statuses) for (const each of ofStatuses(response, statuses)) otherResponses.set(each.key, each);
    else otherResponses.set(key, response);
  }
  // A status of its own comes before that of `default`.
  for (const status of responses.keys()) otherResponses.delete(String(status));
  return { responses, otherResponses };
}

/** The responses of a `default` that lists its statuses, each with its own examples. */
function ofStatuses(response: Response, statuses: NonNullable<ResponseObject['x-statuses']>): Response[] {
  return Object.entries(statuses).map(([key, names]) => ({
    ...response,
    key,
    status: Number(key),
    content: response.content && toContent(response.content.contents.map((content) => withExamples(content, names))),
  }));
}

function withExamples(content: MediaContent, names: readonly string[]): MediaContent {
  return { ...content, examples: new Map([...content.examples].filter(([name]) => names.includes(name))) };
}

/** The status to answer with: that of the key, or the first of its range (`4XX`). */
function statusOf(key: string): number {
  if (/^\d+$/.test(key)) return Number(key);
  const [, range] = /^([1-5])XX$/i.exec(key) ?? [];
  return range === undefined ? 200 : Number(range) * 100;
}

/** Statuses whose responses have no body, whatever the contract says (RFC 9110 sections 15.2, 15.3.5 and 15.4.5). */
export function isBodiless(status: number): boolean {
  return status === 204 || status === 304 || status < 200;
}

function readResponse(
  document: Document,
  schemas: Schemas,
  key: string,
  node: ResponseObject | Reference,
  at: string,
): Response {
  const response = resolveRef(document, node);
  const pointer = targetOf(node, at);
  const status = statusOf(key);
  const contents = Object.entries(isBodiless(status) ? {} : (response.content ?? {})).map(([mediaType, media]) => {
    const schemaPointer = `${pointer}/content/${escapeToken(mediaType)}/schema`;
    return {
      mediaType,
      schema: media.schema,
      check: schemas.check(media.schema === undefined ? undefined : schemaPointer, '/body', 'response'),
      examples: readExamples(document, media, media.schema),
    };
  });
  return {
    status,
    key,
    description: response.description,
    content: contents.length === 0 ? undefined : toContent(contents),
    headers: readHeaders(document, schemas, response.headers ?? {}, `${pointer}/headers`),
  };
}

function toContent(contents: ResponseContent['contents']): ResponseContent {
  const first = contents[0]!;
  const contentOf = (body: unknown): typeof first =>
    contents.find(({ mediaType }) => isJson(mediaType) !== (typeof body === 'string')) ?? first;
  return {
    mediaType: first.mediaType,
    mediaTypeOf: contents.length === 1 ? () => first.mediaType : (body) => contentOf(body).mediaType,
    check: contents.length === 1 ? first.check : (body) => contentOf(body).check(body),
    examples: new Map(contents.flatMap((content) => [...content.examples])),
    contents,
  };
}

/** Reads the headers of a response or of a part of a form. `Content-Type` is ignored, as OpenAPI says. */
export function readHeaders(
  document: Document,
  schemas: Schemas,
  nodes: Readonly<Record<string, HeaderObject | Reference>>,
  pointer: string,
): Map<string, ResponseHeader> {
  return new Map(
    Object.entries(nodes)
      .filter(([name]) => name.toLowerCase() !== 'content-type')
      .map(([name, node]) => [
        name.toLowerCase(),
        readHeader(document, schemas, name, node, targetOf(node, `${pointer}/${escapeToken(name)}`)),
      ]),
  );
}

function readHeader(
  document: Document,
  schemas: Schemas,
  name: string,
  node: HeaderObject | Reference,
  pointer: string,
): ResponseHeader {
  const header = resolveRef(document, node);
  const [content] = Object.entries(header.content ?? {});
  const schema = content ? content[1].schema : header.schema;
  const at = content ? `${pointer}/content/${escapeToken(content[0])}/schema` : `${pointer}/schema`;
  const check = schemas.check(schema === undefined ? undefined : at, `/headers/${escapeToken(name)}`, 'response');
  const parameter = { ...header, name, in: 'header' } as const;
  const styled = content
    ? contentParameter(parameter, isJson(content[0]))
    : styleParameter(parameter, readShape(document, schema), { isOther: () => false });
  const value = exampleOf(document, content ? { ...content[1], ...header } : header, schema);
  return {
    name,
    required: header.required ?? false,
    schema,
    check(text) {
      try {
        const values = styled.read({ path: {}, query: [], headers: { [name.toLowerCase()]: text }, cookies: [] }) ?? [];
        const found = values.map((each) => check(each));
        return found.find(({ length }) => length === 0) ?? found[0] ?? [];
      } catch (error) {
        if (!(error instanceof SpellingError)) throw error;
        return [{ pointer: `/headers/${escapeToken(name)}`, message: error.message }];
      }
    },
    write: styled.write,
    example: value === undefined ? undefined : styled.write(value),
  };
}
