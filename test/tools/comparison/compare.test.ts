import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/contract/document.ts';
import { compare, type Change, type Extra } from '../../../src/tools/comparison/compare.ts';
import { operationsOf } from '../../../src/tools/comparison/operations.ts';
import { documentOf, listing, reply } from './documents.ts';

const extra = ({ operation, part, name }: Extra): string => `${operation.id} ${part} ${name}`.trim();
const change = ({ part, name, about, ours, theirs }: Change): string => `${part} ${name} ${about}: ${theirs} → ${ours}`;

/** Compares two documents, each difference in a line. */
function differences(ours: Document, theirs: Document): Record<'added' | 'lacked' | 'changed', string[]> {
  const { added, lacked, changed } = compare(operationsOf(ours), operationsOf(theirs));
  return { added: added.map(extra), lacked: lacked.map(extra), changed: changed.map(change) };
}

const nothing = { added: [], lacked: [], changed: [] };
const same = documentOf({ '/things': { get: listing() } });

/** A document whose operation has one parameter, in its path. */
const named = (name: string): Document =>
  documentOf({
    [`/things/{${name}}`]: {
      get: listing({ parameters: [{ name, in: 'path', required: true, schema: { type: 'string' } }] }),
    },
  });

/** A request body that is an object of these properties. */
const body = (properties: object): Record<string, unknown> => ({
  requestBody: { content: { 'application/json': { schema: { type: 'object', properties } } } },
});

describe('compare', () => {
  it('finds nothing between equal documents', () => {
    expect(differences(same, same)).toEqual(nothing);
  });

  it('compares operations by method and path, whatever the parameters in the path are called', () => {
    expect(differences(named('name'), named('thing_name'))).toEqual(nothing);
  });

  it('finds operations that one document has alone', () => {
    const ours = documentOf({ '/things': { get: listing(), post: listing({ operationId: 'createThing' }) } });
    const theirs = documentOf({ '/things': { get: listing() }, '/old': { get: listing({ operationId: 'listOld' }) } });
    expect(differences(ours, theirs)).toEqual({
      ...nothing,
      added: ['createThing operation'],
      lacked: ['listOld operation'],
    });
  });

  it('finds parameters, fields and statuses that one document has alone', () => {
    const ours = documentOf({
      '/things': {
        get: listing({
          parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
          responses: { 200: reply({ things: { type: 'array' } }), 401: reply({}) },
        }),
      },
    });
    expect(differences(ours, same)).toEqual({
      ...nothing,
      added: ['listThings parameter query limit', 'listThings status 401'],
      lacked: ['listThings response things[]'],
    });
  });

  it('finds the parameters of a path item, and the fields of a request', () => {
    const ours = documentOf({
      '/things': {
        parameters: [{ name: 'X-Trace', in: 'header', schema: {} }],
        get: listing(body({ name: { type: 'string' } })),
      },
    });
    const theirs = documentOf({ '/things': { get: listing(body({ title: { type: 'string' } })) } });
    expect(differences(ours, theirs)).toEqual({
      ...nothing,
      added: ['listThings parameter header X-Trace', 'listThings request name'],
      lacked: ['listThings request title'],
    });
  });

  it('finds what is described otherwise', () => {
    const ours = documentOf({
      '/things': {
        get: listing({
          responses: { 200: reply({ size: { type: 'integer', minimum: 0 } }, ['size']), 404: reply({}) },
        }),
      },
    });
    const theirs = documentOf({
      '/things': {
        get: listing({ responses: { 200: reply({ size: { type: 'number' } }), 404: { description: '-' } } }),
      },
    });
    expect(differences(ours, theirs)).toEqual({
      ...nothing,
      changed: [
        'response size type: number → integer',
        'response size required: optional → required',
        'response size bounds: unbounded → bounded',
        'status 404 body: no body → a body',
      ],
    });
  });

  it('finds a token that only one document asks for', () => {
    const secured = documentOf({ '/things': { get: listing() } }, { security: [{ bearerAuth: [] }] });
    expect(differences(secured, same).changed).toEqual(['operation  security: none → required']);
    const open = documentOf({ '/things': { get: listing({ security: [] }) } }, { security: [{ bearerAuth: [] }] });
    expect(differences(open, same)).toEqual(nothing);
  });
});
