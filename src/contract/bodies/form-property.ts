import { type Document, type EncodingObject, type MediaTypeObject, type Reference, type Schema } from '../document.ts';
import { escapeToken } from '../json-pointer.ts';
import { isJson, mediaKind } from '../media-type.ts';
import type { FormProperties, FormProperty } from '../operation.ts';
import { decodePercent } from '../parameters/request-text.ts';
import { readShape, type Shape } from '../parameters/shape.ts';
import type { Style } from '../parameters/spelling.ts';
import { readHeaders } from '../read-responses.ts';
import { schemaParts } from '../schema-types.ts';
import type { Schemas } from '../schemas.ts';

/** Creates the look-up of how each property of a form is sent. */
export function formProperties(
  document: Document,
  schemas: Schemas,
  { schema, encoding = {} }: MediaTypeObject,
  pointer: string,
): FormProperties {
  let shape: Shape | undefined;
  const whole = (): Shape => (shape ??= readShape(document, schema));
  const found = new Map<string, FormProperty>();
  const of = (name: string): FormProperty => {
    const known = found.get(name);
    if (known) return known;
    const node = schema && propertySchema(document, schema, name);
    const own = Object.hasOwn(encoding, name) ? encoding[name]! : {};
    const at = `${pointer}/encoding/${escapeToken(name)}/headers`;
    const headers = readHeaders(document, schemas, own.headers ?? {}, at);
    const property = readProperty(document, name, whole().property(name), node, own, headers);
    // Clients choose the names of the others. Only those that the schema names are kept.
    if (whole().names.has(name)) found.set(name, property);
    return property;
  };
  return { names: () => whole().names, of };
}

function propertySchema(document: Document, schema: Schema | Reference, name: string): Schema | Reference | undefined {
  const parts = schemaParts(document, schema);
  return parts.map(({ properties }) => properties?.[name]).find((each) => each !== undefined);
}

function readProperty(
  document: Document,
  name: string,
  shape: Shape,
  node: Schema | Reference | undefined,
  { contentType, style, explode, allowReserved }: EncodingObject,
  headers: FormProperty['headers'],
): FormProperty {
  const single = shape.isArray && !shape.isText ? shape.items() : shape;
  const mediaTypes = contentType
    ?.split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const isStyled = style !== undefined || explode !== undefined || allowReserved !== undefined;
  const isJsonTyped = mediaTypes?.some(isJson) === true;
  return {
    shape,
    isFile:
      isFilesSchema(document, node) ||
      (mediaTypes?.some((each) => mediaKind(each) === 'binary') === true && single.isText),
    // An object is JSON unless the contract gives it a style (OpenAPI 3.1, encoding object).
    isJson: !isStyled && (isJsonTyped || (mediaTypes === undefined && single.isObject && !single.isText)),
    mediaTypes,
    headers,
    refusesReserved: allowReserved === false,
    spelling:
      isStyled || shape.isArray || shape.isObject
        ? {
            name,
            style: (style as Style | undefined) ?? 'form',
            explode: explode ?? (style === undefined || style === 'form' || style === 'deepObject'),
            shape,
            decode: decodeField,
          }
        : undefined,
  };
}

/** Decodes a text of a urlencoded form. @throws Problem 400 */
export function decodeField(text: string): string {
  return decodePercent(text.replaceAll('+', ' '), 'request body');
}

/** Whether a schema stands for the bytes of a file, or of each file in a list. A list of lists is no list of files. */
function isFilesSchema(document: Document, node: Schema | Reference | undefined): boolean {
  if (node === undefined) return false;
  return schemaParts(document, node).some((part) => isBytes(part) || isFileSchema(document, part.items));
}

/** Whether a schema stands for the bytes of a file. */
export function isFileSchema(document: Document, node: Schema | Reference | undefined): boolean {
  return node !== undefined && schemaParts(document, node).some(isBytes);
}

function isBytes({ format, contentMediaType, contentEncoding }: Schema): boolean {
  if (format === 'binary') return true;
  if (typeof contentMediaType !== 'string' || contentEncoding !== undefined) return false;
  return mediaKind(contentMediaType) === 'binary';
}
