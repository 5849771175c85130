import { afterAll, describe, expect, it } from 'vitest';
import { errorOf, newContent, openPrepared, places, prepare, resultOf, run, rows, stoppedClock } from './helpers.ts';

const schema = `CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, data);
  WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 300)
    INSERT INTO item SELECT x, 'name ' || x, iif(x = 200, 'no JSON', '{"a":1}') FROM c;
  CREATE INDEX by_name ON item (name)`;

describe.each(places)('rows of a statement %s', (_name, createHost) => {
  const host = createHost();
  const engine = host.createEngine({ clock: stoppedClock() });
  afterAll(() => host.end());

  it.each([
    ['SELECT * FROM item', 300],
    ['SELECT name FROM item WHERE id = 7', 1],
    ["SELECT id, name FROM item WHERE name = 'name 7'", 1],
    ['SELECT id, id FROM item', 300],
    ['SELECT name FROM item LIMIT 5', 5],
    ['SELECT a.id, b.name FROM item a JOIN item b ON b.id = a.id', 300],
    ['SELECT max(id) FROM item', 1],
  ])('are all there: %s', async (sql, count) => {
    const stream = await openPrepared(engine, schema);
    const { rows: read, rowsRead } = resultOf(await run(stream, sql));
    expect(read).toHaveLength(count);
    expect(rowsRead).toBeGreaterThan(0);
    stream.close();
  });

  it('follow a column that is added', async () => {
    const content = newContent();
    await prepare(engine, content, 'CREATE TABLE t (a); INSERT INTO t VALUES (1)');
    const stream = engine.open(content, 'full');
    expect(await rows(stream, 'SELECT * FROM t')).toEqual([[1n]]);
    await prepare(engine, content, 'ALTER TABLE t ADD COLUMN b DEFAULT 2');
    expect(await rows(stream, 'SELECT * FROM t')).toEqual([[1n, 2n]]);
    stream.close();
  });

  it('before an error stay with it', async () => {
    const stream = await openPrepared(engine, schema);
    const sql = "SELECT id FROM item WHERE json_extract(data, '$.a') = 1";
    const result = await run(stream, sql);
    expect(errorOf(result).message).toContain('malformed JSON');
    const [outcome] = result.type === 'done' ? result.outcomes : [];
    expect(outcome?.type === 'error' && outcome.partial?.rows).toHaveLength(199);
    stream.close();
  });

  it('are broken off where they exceed the limit', async () => {
    const stream = await openPrepared(engine, schema);
    const result = await stream.run(
      { type: 'steps', steps: [{ sql: 'SELECT * FROM item' }] },
      { maxBytes: 5_000, rowFormat: 'list' },
    );
    expect(errorOf(result).code).toBe('RESPONSE_TOO_LARGE');
    // The writer has nothing left of it.
    const next = await stream.run(
      { type: 'steps', steps: [{ sql: 'SELECT id FROM item WHERE id <= 2' }] },
      { rowFormat: 'list' },
    );
    expect(Buffer.from(resultOf(next).written!.bytes).toString()).toBe(
      '[[{"type":"integer","value":"1"}],[{"type":"integer","value":"2"}]]',
    );
    stream.close();
  });
});
