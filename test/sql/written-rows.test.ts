import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRow } from '../../src/apis/hrana/results.ts';
import type { SqlValue } from '../../src/sql/engine.ts';
import { createRowWriter } from '../../src/sql/written-rows.ts';
import { faults } from '../helpers/schemas.ts';
import { sqlValue } from './helpers.ts';

const results = fc.array(fc.array(fc.array(sqlValue, { maxLength: 4 }), { maxLength: 60 }), { maxLength: 4 });

/** The JSON that the protocol makes of the values. */
function listOf(rows: readonly (readonly SqlValue[])[]): string {
  return JSON.stringify(rows.map(toRow));
}

describe('createRowWriter', () => {
  it('writes a list as JSON.stringify writes the rows of the protocol, result after result', () => {
    const writer = createRowWriter('list');
    fc.assert(
      fc.property(results, (given) => {
        const taken = given.map((rows) => {
          for (const row of rows) writer.add(row);
          return writer.take();
        });
        expect(taken.map((rows) => rows && { count: rows.count, text: Buffer.from(rows.bytes).toString() })).toEqual(
          given.map((rows) => (rows.length === 0 ? undefined : { count: rows.length, text: listOf(rows) })),
        );
      }),
    );
  });

  it('writes the entries of a cursor in lines', () => {
    const writer = createRowWriter('entries');
    fc.assert(
      fc.property(fc.array(fc.array(sqlValue, { maxLength: 4 }), { minLength: 1, maxLength: 60 }), (rows) => {
        for (const row of rows) writer.add(row);
        expect(Buffer.from(writer.take()!.bytes).toString()).toBe(
          rows.map((row) => `${JSON.stringify({ type: 'row', row: toRow(row) })}\n`).join(''),
        );
      }),
    );
  });

  it('writes nothing that the contract does not allow', () => {
    const schema = '/components/schemas/StatementResult/properties/rows';
    const writer = createRowWriter('list');
    fc.assert(
      fc.property(fc.array(fc.array(sqlValue), { minLength: 1, maxLength: 20 }), (rows) => {
        for (const row of rows) writer.add(row);
        expect(faults('hrana', schema, JSON.parse(Buffer.from(writer.take()!.bytes).toString()))).toEqual([]);
      }),
    );
  });

  it('writes a result that is larger than its buffer', () => {
    const writer = createRowWriter('list');
    const rows = Array.from({ length: 3 }, (_, index) => [`${index}é😀"\\`.repeat(100_000)]);
    for (const row of rows) writer.add(row);
    expect(Buffer.from(writer.take()!.bytes).toString()).toBe(listOf(rows));
  });
});
