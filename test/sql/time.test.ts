import { afterAll, describe, expect, it } from 'vitest';
import { createClock } from '../../src/sandbox/clock/clock.ts';
import { newContent, openPrepared, places, rows, run, stoppedClock, value } from './helpers.ts';

const moment = Date.parse('2031-02-03T04:05:06.789Z');
const day = 86_400_000;

describe.each(places)('time in SQL %s', (_name, createHost) => {
  const host = createHost();
  afterAll(() => host.end());

  it('is that of a clock that stands', async () => {
    const stream = host.createEngine({ clock: stoppedClock(moment) }).open(newContent(), 'full');
    const sql = `select datetime(), datetime('now'), date('NOW'), time('now', '+1 hour'), unixepoch(), unixepoch('now', 'subsec'),
      strftime('%Y'), strftime('%Y-%m', 'now', '-1 month'), current_timestamp, current_date, current_time,
      round(julianday('now') - julianday('2031-02-03'), 4), timediff('now', '2031-02-02 04:05:06.789')`;
    expect(await rows(stream, sql)).toEqual([
      [
        '2031-02-03 04:05:06',
        '2031-02-03 04:05:06',
        '2031-02-03',
        '05:05:06',
        1_927_857_906n,
        1_927_857_906.789,
        '2031',
        '2031-01',
        '2031-02-03 04:05:06',
        '2031-02-03',
        '04:05:06',
        0.1702,
        '+0000-00-01 00:00:00.000',
      ],
    ]);
  });

  it('leaves other dates alone', async () => {
    const stream = host.createEngine({ clock: stoppedClock(moment) }).open(newContent(), 'full');
    const sql = `select date('2020-01-31', '+1 month'), date(0, 'unixepoch'), date(null), date('nonsense'), strftime('%s', 5, 'unixepoch'),
      datetime(2459310.5), unixepoch('2020-01-01')`;
    expect(await rows(stream, sql)).toEqual([
      ['2020-03-02', '1970-01-01', null, null, '5', '2021-04-06 00:00:00', 1_577_836_800n],
    ]);
  });

  it('moves with the clock, also in a default of a column', async () => {
    const clock = stoppedClock(moment);
    const engine = host.createEngine({ clock });
    const stream = await openPrepared(engine, 'create table t(a, at default current_timestamp)');
    await run(stream, 'insert into t(a) values (1)');
    clock.advance(day);
    await run(stream, 'insert into t(a) values (2)');
    expect(await rows(stream, 'select at from t order by a')).toEqual([
      ['2031-02-03 04:05:06'],
      ['2031-02-04 04:05:06'],
    ]);
  });

  it('follows a clock that is moved after the first SQL', async () => {
    const clock = createClock();
    const stream = host.createEngine({ clock }).open(newContent(), 'full');
    const before = (await value(stream, 'select unixepoch()')) as bigint;
    clock.advance(400 * day);
    const after = (await value(stream, 'select unixepoch()')) as bigint;
    expect(Number(after - before) / 86_400).toBeCloseTo(400, 1);
    clock.stop();
    const seconds = BigInt(Math.floor(clock.now() / 1_000));
    expect(await value(stream, 'select unixepoch()')).toBe(seconds);
    clock.close();
  });

  it('belongs to its sandbox', async () => {
    const streams = [0, 1].map((index) =>
      host.createEngine({ clock: stoppedClock(moment + index * day) }).open(newContent(), 'full'),
    );
    expect(await Promise.all(streams.map((stream) => value(stream, 'select date()')))).toEqual([
      '2031-02-03',
      '2031-02-04',
    ]);
  });

  it('may stand in an index and in a generated column', async () => {
    const engine = host.createEngine({ clock: stoppedClock(moment) });
    const stream = await openPrepared(
      engine,
      'create table t(a, d generated always as (date(a)) stored); create index i on t(date(a)); insert into t(a) values (2459310.5)',
    );
    expect(await rows(stream, "select d from t where date(a) = '2021-04-06'")).toEqual([['2021-04-06']]);
  });
});
