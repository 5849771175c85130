import { methods, type Document } from '../contract/document.ts';
import { valueAt } from '../contract/json-pointer.ts';
import type { MediaContent, Operation, Response } from '../contract/operation.ts';
import { childPointer } from './source.ts';

/** The JSON Pointer to the schema of a media type of a response. It follows a reference to a shared response. */
export function placeOfSchema(
  document: Document,
  { path, method }: Operation,
  { key }: Response,
  { mediaType }: MediaContent,
): string {
  const isUsual = methods.some((each) => each.toUpperCase() === method);
  const steps = ['paths', path, ...(isUsual ? [method.toLowerCase()] : ['additionalOperations', method])];
  const own = [...steps, 'responses', key].reduce<string>(childPointer, '');
  const reference = (valueAt(document, own) as { readonly $ref?: unknown } | undefined)?.$ref;
  const response = typeof reference === 'string' && reference.startsWith('#') ? reference.slice(1) : own;
  return ['content', mediaType, 'schema'].reduce<string>(childPointer, response);
}
