import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/contract/document.ts';
import { renderErrors } from '../../src/tools/errors/page.ts';
import { root } from '../helpers/folders.ts';

const rowsOf = (table: string): string[] => table.split('\n').slice(2);

const errors = (...examples: [summary: string, error: string][]): object => ({
  content: {
    'application/json': {
      examples: Object.fromEntries(examples.map(([summary, error], index) => [index, { summary, value: { error } }])),
    },
  },
});

const operation = (operationId: string, responses: object): object => ({ operationId, responses });

describe('renderErrors', () => {
  it('lists each text once with its operations, by status', () => {
    const document = {
      paths: {
        '/a': {
          parameters: [],
          get: operation('getA', {
            200: {},
            404: errors(['No such row', 'not found']),
            401: { $ref: '#/components/x' },
          }),
          put: operation('putA', { 404: errors(['No such row', 'not found']), 401: { $ref: '#/components/x' } }),
        },
        '/b': { get: operation('getB', { 401: { $ref: '#/components/x' }, default: errors(['Any', 'other']) }) },
      },
      components: { x: errors(['No token (text inferred)', 'unauthorised']) },
    };
    expect(rowsOf(renderErrors(document as unknown as Document))).toEqual([
      '| 401 | `unauthorised` † | No token | all |',
      '| 404 | `not found` | No such row | `getA`, `putA` |',
    ]);
  });

  it('counts the operations of a text that many return', () => {
    const paths = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => [
        `/${id}`,
        { get: operation(id, id === 'g' ? {} : { 400: errors(['Wrong', 'no']) }) },
      ]),
    );
    expect(rowsOf(renderErrors({ paths } as unknown as Document))).toEqual(['| 400 | `no` | Wrong | 6 operations |']);
  });

  it('knows the texts of a taken name and of the key of a group in 2026', () => {
    const file = join(root, 'src/contract/generated/turso-2026.json');
    const table = renderErrors(JSON.parse(readFileSync(file, 'utf8')) as Document);
    expect(table).toMatch(/^\| 400 \| `database with same name already exists` \| .*`createDatabase`/m);
    expect(table).toContain('| 400 | `cannot rotate credentials for a single database in a group` |');
  });
});
