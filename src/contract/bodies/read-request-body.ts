import {
  type Document,
  type MediaTypeObject,
  type Reference,
  type RequestBodyObject,
  resolveRef,
  type Schema,
} from '../document.ts';
import { escapeToken } from '../json-pointer.ts';
import { readExamples } from '../media-examples.ts';
import type { RequestBody, RequestContent } from '../operation.ts';
import { targetOf } from '../parameters/read-parameters.ts';
import { schemaParts, typesOf } from '../schema-types.ts';
import type { Schemas } from '../schemas.ts';
import { formProperties, isFileSchema } from './form-property.ts';

/** Reads the request body of an operation; undefined for one that lists no media type. */
export function readRequestBody(
  document: Document,
  schemas: Schemas,
  node: RequestBodyObject | Reference,
  operationPointer: string,
): RequestBody | undefined {
  const body = resolveRef(document, node);
  const pointer = targetOf(node, `${operationPointer}/requestBody`);
  const contents = Object.entries(body.content ?? {}).map(([mediaType, media]) =>
    readContent(document, schemas, mediaType, media, `${pointer}/content/${escapeToken(mediaType)}`),
  );
  return contents[0] && { ...contents[0], required: body.required ?? false, contents };
}

function readContent(
  document: Document,
  schemas: Schemas,
  mediaType: string,
  media: MediaTypeObject,
  pointer: string,
): RequestContent {
  const schema: Schema | Reference = media.schema ?? {};
  const types = typesOf(document, schema);
  const parts = schemaParts(document, schema);
  const properties = parts.flatMap((part) => Object.entries(part.properties ?? {}));
  return {
    mediaType,
    schema: media.schema,
    properties: schemas.propertyNames(schema),
    allowsOthers: parts.some((part) => part.additionalProperties !== undefined || 'patternProperties' in part),
    readOnly: new Set(properties.flatMap(([name, property]) => (isReadOnly(document, property) ? [name] : []))),
    allowsText: types.size === 0 || types.has('string'),
    isFile: isFileSchema(document, media.schema) && !types.has('object') && !types.has('array'),
    names: schemas.nameTree(schema),
    fields: schemas.fields(schema),
    form: formProperties(document, schemas, media, pointer),
    check: schemas.check(media.schema === undefined ? undefined : `${pointer}/schema`, '/body', 'request'),
    examples: readExamples(document, media, media.schema),
  };
}

function isReadOnly(document: Document, property: Schema | Reference): boolean {
  if (typeof property !== 'object' || property === null) return false;
  return schemaParts(document, property, ['allOf']).some(({ readOnly }) => readOnly === true);
}
