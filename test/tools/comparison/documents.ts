import type { Document } from '../../../src/contract/document.ts';

type Json = Readonly<Record<string, unknown>>;

/** A response with status 200 that is an object of these properties. */
export function reply(properties: Json, required: readonly string[] = []): Json {
  return { description: '-', content: { 'application/json': { schema: { type: 'object', required, properties } } } };
}

/** A small document, whose paths are `/things` and `/things/{name}`. */
export function documentOf(paths: Json, others: Json = {}): Document {
  return { info: { title: 'Things', version: '1.0.0' }, components: {}, ...others, paths } as unknown as Document;
}

/** An operation that lists things. */
export function listing(changes: Json = {}): Json {
  return {
    operationId: 'listThings',
    summary: 'List things',
    responses: { 200: reply({ things: { type: 'array', items: { type: 'string' } } }) },
    ...changes,
  };
}
