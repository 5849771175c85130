import { Buffer } from 'node:buffer';
import type { Contract } from '../../contract/contract.ts';
import { type ParameterObject, type PathItem, resolveRef, type SecurityScheme } from '../../contract/document.ts';
import type { JsonValue } from '../../contract/http-message.ts';
import { essenceOf, isJson } from '../../contract/media-type.ts';
import type { Operation, Parameter, RequestContent } from '../../contract/operation.ts';
import { formatPairs } from '../../contract/parameters/format.ts';
import type { SchemaNode } from './schema.ts';
import { makeValid } from './valid.ts';

/** A request that fits its operation, made from the document. */
export interface MadeRequest {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

export interface MakeRequestOptions {
  /** The same seed gives the same request. */
  readonly seed: string;
  /** The token to send. */
  readonly token: string;
  /** Texts to use for parameters, by name. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** Leaves out parameters and properties that need not be there. */
  readonly isBare?: boolean | undefined;
  /** Makes values up even where the document has examples. */
  readonly isDynamic?: boolean | undefined;
}

/** Makes a request to an operation: from the document's examples where they fit, else from its schemas. */
export function makeRequest(contract: Contract, operation: Operation, options: MakeRequestOptions): MadeRequest {
  const { isBare = false, token } = options;
  const headers: Record<string, string> = {};
  const query: string[] = [];
  const cookies: string[] = [];
  const valueOf = valuesOf(contract, operation, options);
  let { path } = operation;
  for (const parameter of operation.parameters) {
    const { name, in: place, styled, required } = parameter;
    if (isBare && !required) continue;
    const value = valueOf(parameter);
    const text = styled ? styled.write(value) : encodeURIComponent(textOf(value));
    if (place === 'path') path = path.replace(`{${name}}`, () => text);
    else if (place === 'query') query.push(styled ? text : `${encodeURIComponent(name)}=${text}`);
    else if (place === 'header') headers[name.toLowerCase()] = headerText(styled ? text : textOf(value));
    else cookies.push(styled ? text : `${name}=${text}`);
  }
  for (const scheme of operation.requirements[0] ?? []) addCredential(scheme, token, { headers, query, cookies });
  if (cookies.length > 0) headers['cookie'] = cookies.join('; ');
  const body = makeBody(contract, operation, options);
  if (body) headers['content-type'] = body.mediaType;
  const search = query.filter((each) => each !== '').join('&');
  const target = `${path}${search === '' ? '' : `?${search}`}`;
  return { method: operation.method, target, headers, body: body?.text };
}

function valuesOf(
  contract: Contract,
  { path, method }: Operation,
  { seed, values = {}, isDynamic = false }: MakeRequestOptions,
) {
  const { document } = contract;
  const item = document.paths[path] as PathItem;
  const own = item[method.toLowerCase() as 'get'];
  const nodes = [...(item.parameters ?? []), ...(own?.parameters ?? [])].map((node) => resolveRef(document, node));
  return ({ name, in: place, exampleValue, check, read }: Parameter): JsonValue => {
    if (Object.hasOwn(values, name)) return read(values[name]!);
    if (!isDynamic && exampleValue !== undefined && check(exampleValue).length === 0) return exampleValue;
    const node = nodes.findLast((each) => each.name === name && each.in === place);
    const schema = schemaOf(node);
    if (schema === undefined) return 'value';
    const options = { document, check, seed: `${seed} ${place} ${name}`, isDynamic, direction: 'request' } as const;
    const value = makeValid({ ...options, schema });
    // An empty path segment is another path.
    return place === 'path' && value === '' ? 'value' : value;
  };
}

function schemaOf(node: ParameterObject | undefined): SchemaNode | undefined {
  const [content] = Object.values(node?.content ?? {});
  return content ? content.schema : node?.schema;
}

function makeBody(
  { document }: Contract,
  { requestBody }: Operation,
  { seed, isBare = false, isDynamic = false }: MakeRequestOptions,
): { readonly mediaType: string; readonly text: string } | undefined {
  if (!requestBody || (isBare && !requestBody.required)) return undefined;
  const content = preferredOf(requestBody.contents);
  const { schema, check, examples } = content;
  const fitting = isDynamic ? undefined : [...examples.values()].find((value) => check(value).length === 0);
  const options = { document, check, seed: `${seed} body`, isDynamic, direction: 'request' } as const;
  const value = fitting ?? (schema === undefined ? {} : makeValid({ ...options, schema }));
  const mediaType = essenceOf(content.mediaType).replace('*/*', 'application/json').replace('/*', '/octet-stream');
  return mediaType === 'multipart/form-data'
    ? multipart(value)
    : { mediaType, text: serialize(content, mediaType, value) };
}

/** JSON first, then forms: those can be made from a schema. */
function preferredOf(contents: readonly RequestContent[]): RequestContent {
  const json = contents.find(({ mediaType }) => isJson(mediaType));
  return json ?? contents.find(({ mediaType }) => /form/.test(mediaType)) ?? contents[0]!;
}

function serialize(content: RequestContent, mediaType: string, value: JsonValue): string {
  if (isJson(mediaType)) return JSON.stringify(value);
  if (mediaType === 'application/x-www-form-urlencoded') return urlencoded(content, value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Writes a form, each property by the style that the document gives it. */
function urlencoded({ form }: RequestContent, value: JsonValue): string {
  const encode = encodeURIComponent;
  const written = Object.entries((value ?? {}) as Record<string, JsonValue>).flatMap(([name, member]) => {
    const { spelling, isJson: isWrittenAsJson } = form.of(name);
    if (spelling && !isWrittenAsJson && isNested(member)) {
      // Only brackets can hold values within values.
      const style = Object.values(member).some(isNested) ? 'deepObject' : spelling.style;
      const pairs = formatPairs({ name, style, explode: spelling.explode, encode }, member);
      // A list of empty objects has no pairs.
      if (pairs.length > 0) return pairs;
    }
    return (Array.isArray(member) ? member : [member]).map((each) => [encode(name), encode(textOf(each))] as const);
  });
  return written.map(([name, text]) => `${name}=${text}`).join('&');
}

function isNested(value: JsonValue): value is JsonValue[] | { [name: string]: JsonValue } {
  return typeof value === 'object' && value !== null;
}

const boundary = 'mockplane-boundary';

function multipart(value: JsonValue): { readonly mediaType: string; readonly text: string } {
  const parts = Object.entries((value ?? {}) as Record<string, JsonValue>).flatMap(([name, member]) =>
    (Array.isArray(member) ? member : [member]).map((each) => {
      const type = typeof each === 'object' ? 'content-type: application/json\r\n' : '';
      return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n${type}\r\n${textOf(each)}\r\n`;
    }),
  );
  return { mediaType: `multipart/form-data; boundary=${boundary}`, text: `${parts.join('')}--${boundary}--\r\n` };
}

interface CredentialPlaces {
  readonly headers: Record<string, string>;
  readonly query: string[];
  readonly cookies: string[];
}

function addCredential(scheme: SecurityScheme, token: string, { headers, query, cookies }: CredentialPlaces): void {
  if (scheme.type === 'apiKey') {
    if (scheme.in === 'query') query.push(`${encodeURIComponent(scheme.name)}=${encodeURIComponent(token)}`);
    else if (scheme.in === 'cookie') cookies.push(`${scheme.name}=${encodeURIComponent(token)}`);
    else headers[scheme.name.toLowerCase()] = token;
    return;
  }
  const word = scheme.type === 'http' ? scheme.scheme : 'bearer';
  const isBasic = word.toLowerCase() === 'basic';
  headers['authorization'] = `${word} ${isBasic ? Buffer.from(`user:${token}`).toString('base64') : token}`;
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A header takes neither line breaks nor characters beyond Latin-1. */
function headerText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?');
}
