import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../helpers/documents.ts';

/** Values of SQL, in every type that the protocol has. */
export const value: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constant({ type: 'null' }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((number) => ({ type: 'integer', value: String(number) })),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => ({ type: 'float', value: number + 0 })),
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => ({ type: 'text', value: text })),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => ({ type: 'blob', base64: Buffer.from(bytes).toString('base64') })),
);

/** Statements that run, with the number of their positional parameters. */
const running: readonly (readonly [sql: string, parameters: number])[] = [
  ['SELECT 1', 0],
  ['SELECT ?, ?2, typeof(?3)', 3],
  ['SELECT * FROM t ORDER BY id', 0],
  ['INSERT INTO t (a) VALUES (?)', 1],
  ['INSERT INTO t (a) VALUES (?) RETURNING id, a', 1],
  ['UPDATE t SET a = ? WHERE id > 0', 1],
  ['DELETE FROM t WHERE a IS ?', 1],
  ['CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, a)', 0],
  ["WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50) SELECT i, 'é' || i FROM n", 0],
  ['PRAGMA table_info(t)', 0],
  ['EXPLAIN QUERY PLAN SELECT * FROM t', 0],
  ['SELECT x.a AS "a b", count(*) FROM t AS x GROUP BY 1', 0],
];

/** Statements that fail, and change nothing. Whether they do is in the response with status 200. */
const failing = ['SELEC 1', 'SELECT * FROM nowhere', '', ';', '-- nothing', 'SELECT 1; SELECT 2', 'SELECT ?9'];

/** Statements that leave something on the stream. */
const holding = ['BEGIN', 'BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK', 'SAVEPOINT s', 'RELEASE s'];

export const statement: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...running).chain(([sql, count]) => withArguments(sql, count)) },
  { weight: 1, arbitrary: fc.constantFrom(...failing, ...holding).map((sql) => ({ sql })) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }).map((sql) => ({ sql })) },
  {
    weight: 1,
    arbitrary: value.map((one) => ({
      sql: 'SELECT :a, @b',
      named_args: ['a', '@b'].map((name) => ({ name, value: one })),
    })),
  },
);

function withArguments(sql: string, count: number): fc.Arbitrary<JsonObject> {
  const args = fc.array(value, { minLength: count, maxLength: count });
  return fc.record(
    { sql: fc.constant(sql), args, want_rows: fc.constantFrom<Json>(true, false, null) },
    { requiredKeys: count > 0 ? ['sql', 'args'] : ['sql'], noNullPrototype: true },
  );
}

/** A condition on the steps before one. */
function condition(step: number, isV3: boolean): fc.Arbitrary<JsonObject> {
  const earlier = fc.nat({ max: Math.max(0, step - 1) });
  const leaf: fc.Arbitrary<JsonObject> =
    step === 0
      ? fc.constant({ type: 'and', conds: [] })
      : fc.tuple(fc.constantFrom('ok', 'error'), earlier).map(([type, of]) => ({ type, step: of }));
  const end = isV3 ? fc.oneof(leaf, fc.constant({ type: 'is_autocommit' })) : leaf;
  return fc.oneof(
    end,
    end.map((cond) => ({ type: 'not', cond })),
    fc.tuple(fc.constantFrom('and', 'or'), fc.array(end, { maxLength: 3 })).map(([type, conds]) => ({ type, conds })),
  );
}

export function batch(isV3: boolean): fc.Arbitrary<JsonObject> {
  return fc.array(fc.tuple(statement, fc.boolean(), fc.nat()), { maxLength: 4 }).chain((steps) =>
    fc
      .tuple(
        ...steps.map(([stmt, isConditional], index) => {
          if (!isConditional) return fc.constant<JsonObject>({ stmt });
          return condition(index, isV3).map((made): JsonObject => ({ stmt, condition: made }));
        }),
      )
      .map((made): JsonObject => ({ steps: made })),
  );
}

const sql = fc.constantFrom(...running.map(([text]) => text), ...failing);

/** Requests that keep the protocol, whatever SQL says to them. */
function request(isV3: boolean): fc.Arbitrary<readonly JsonObject[]> {
  const one: fc.Arbitrary<JsonObject>[] = [
    statement.map((stmt) => ({ type: 'execute', stmt })),
    batch(isV3).map((made) => ({ type: 'batch', batch: made })),
    fc.array(sql, { maxLength: 3 }).map((texts) => ({ type: 'sequence', sql: texts.join(';\n') })),
    sql.map((text) => ({ type: 'describe', sql: text })),
  ];
  if (isV3) one.push(fc.constant({ type: 'get_autocommit' }));
  const stored = fc.tuple(fc.integer({ min: 0, max: 2 ** 31 - 1 }), statement).map(([id, { sql: text, ...args }]) => [
    { type: 'store_sql', sql_id: id, sql: text! },
    { type: 'execute', stmt: { sql_id: id, ...args } },
    { type: 'describe', sql_id: id },
    { type: 'close_sql', sql_id: id },
  ]);
  return fc.oneof({ weight: 8, arbitrary: fc.oneof(...one).map((each) => [each]) }, { weight: 1, arbitrary: stored });
}

/** The body of a pipeline that keeps the protocol. */
export function pipeline(isV3: boolean): fc.Arbitrary<JsonObject> {
  return fc.tuple(fc.array(request(isV3), { maxLength: 5 }), fc.boolean()).map(([groups, isClosed]) => ({
    requests: [...groups.flat(), ...(isClosed ? [{ type: 'close' }] : [])] as Json[],
  }));
}
