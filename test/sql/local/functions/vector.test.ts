import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createInProcessHost } from '../../../../src/sql/local/in-process-host.ts';
import { parseVector, toBlob, toText } from '../../../../src/sql/local/functions/vector-format.ts';
import { errorOf, newContent, openPrepared, rows, run, stoppedClock, value } from '../../helpers.ts';

const host = createInProcessHost();
const engine = host.createEngine({ clock: stoppedClock() });
afterAll(() => host.end());

describe('vectors', () => {
  it('are the blobs of libSQL', async () => {
    const stream = engine.open(newContent(), 'full');
    expect(await rows(stream, "select hex(vector32('[1, -2]')), hex(vector64('[1]')), hex(vector('[0.5]'))")).toEqual([
      ['0000803F000000C0', '000000000000F03F02', '0000003F'],
    ]);
    expect(
      await rows(
        stream,
        "select vector_extract(vector('[1,2.5,1e-7,123456789]')), vector_extract(x''), vector_extract('[]')",
      ),
    ).toEqual([['[1,2.5,1e-07,1.23457e+08]', '[]', '[]']]);
  });

  it('have distances', async () => {
    const stream = engine.open(newContent(), 'full');
    expect(await value(stream, "select vector_distance_cos('[1,0]', '[0,1]')")).toBe(1);
    expect(await value(stream, "select vector_distance_l2(vector64('[0,0]'), vector64('[3,4]'))")).toBe(5);
    expect(await value(stream, "select vector_distance_cos(vector('[1,2,3]'), vector('[1,2,3.1]'))")).toBeCloseTo(
      0.000122,
      6,
    );
  });

  it('order rows of a table without an index', async () => {
    const stream = await openPrepared(
      engine,
      "create table m(name, v F32_BLOB(2)); insert into m values ('far', vector('[9,9]')), ('near', vector('[1,1]'))",
    );
    expect(await rows(stream, "select name from m order by vector_distance_l2(v, vector('[0,0]'))")).toEqual([
      ['near'],
      ['far'],
    ]);
  });

  it.each([
    ["vector('1,2')", "vector: must start with '['"],
    ["vector('[1,2')", "vector: must end with ']'"],
    ["vector('[1] x')", "vector: non-space symbols after closing ']' are forbidden"],
    ["vector('[1,x]')", "vector: invalid float at position 1: 'x'"],
    ['vector(5)', 'vector: unexpected value type: got INTEGER, expected TEXT or BLOB'],
    ["vector_distance_cos('[1]', '[1,2]')", 'vector_distance: vectors must have the same length: 1 != 2'],
    ["vector_distance_l2('[1]', vector64('[1]'))", 'vector_distance: vectors must have the same type: 1 != 2'],
  ])('refuse %s', async (sql, message) => {
    const stream = engine.open(newContent(), 'full');
    expect(errorOf(await run(stream, `select ${sql}`)).message).toBe(`SQLite error: ${message}`);
  });

  it.each(['create index i on t(libsql_vector_idx(v))', "select * from vector_top_k('i', vector('[1]'), 3)"])(
    'say what %s needs',
    async (sql) => {
      const stream = await openPrepared(engine, 'create table t(v)');
      expect(errorOf(await run(stream, sql)).message).toContain('vector indexes need a libSQL server');
    },
  );

  it('come back from their blobs', () => {
    fc.assert(
      fc.property(fc.float64Array({ noNaN: true }), (vector) => {
        expect(parseVector(toBlob(vector))).toEqual(vector);
      }),
    );
    expect(toText(Float32Array.from([0.1]))).toBe('[0.1]');
  });
});
