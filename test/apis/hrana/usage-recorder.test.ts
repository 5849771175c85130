import { describe, expect, it } from 'vitest';
import { createMeter } from '../../../src/apis/hrana/meter.ts';
import { createUsageRecorder } from '../../../src/apis/hrana/usage.ts';
import { createClock } from '../../../src/sandbox/clock/clock.ts';
import type { Context } from '../../../src/sandbox/handler.ts';
import { StorageError } from '../../../src/sandbox/store/errors.ts';
import type { UsageRow } from '../../../src/sandbox/store/tables/usage.ts';
import { createFakeEngine } from './fake-engine.ts';

function setUp() {
  const stored: UsageRow[] = [];
  const store = {
    databases: { byId: () => ({}) },
    instances: { live: () => [] },
    usage: { add: (row: UsageRow) => void stored.push({ ...row }) },
  };
  const clock = createClock({ offset: 0, stoppedAt: Date.parse('2023-11-30T23:59:59Z') });
  let isFull = false;
  const usage = createUsageRecorder({ store, clock } as unknown as Context, createFakeEngine().engine, (run) => {
    if (isFull) throw new StorageError('the disk is full');
    run();
  });
  const database = { id: 'd', organization: 'o', name: 'n', content: { id: 'c' }, instance: 'i', blocked: undefined };
  const read = (rowsRead: number): void => {
    const meter = createMeter();
    const result = { columns: [], rows: [], affectedRows: 0, lastInsertRowid: undefined, rowsRead, rowsWritten: 0 };
    meter.add(
      { type: 'steps', steps: [{ sql: 'SELECT 1' }] },
      {
        type: 'done',
        outcomes: [{ type: 'ok', result: { ...result, milliseconds: 0 } }],
        autocommit: true,
        pristine: true,
      },
    );
    usage.add(database, meter);
  };
  return { usage, stored, clock, read, fill: (full: boolean) => (isFull = full) };
}

describe('createUsageRecorder', () => {
  it('stores what requests read as one row, in the hour in which they read it', () => {
    const { usage, stored, clock, read } = setUp();
    read(2);
    read(3);
    clock.advance(1_000);
    read(7);
    usage.flush();
    expect(stored).toMatchObject([
      { database: 'd', instance: 'i', at: Date.parse('2023-11-30T23:59:59Z'), rowsRead: 5, rowsWritten: 0 },
      { database: 'd', instance: 'i', at: Date.parse('2023-12-01T00:00:00Z'), rowsRead: 7, rowsWritten: 0 },
    ]);
    usage.flush();
    expect(stored).toHaveLength(2);
  });

  it('keeps its counts while the disk is full', () => {
    const { usage, stored, read, fill } = setUp();
    read(2);
    fill(true);
    usage.flush();
    fill(false);
    usage.flush();
    expect(stored).toMatchObject([{ database: 'd', instance: 'i', rowsRead: 2, rowsWritten: 0 }]);
  });

  it('forgets its counts when it is cleared', () => {
    const { usage, stored, read } = setUp();
    read(2);
    usage.clear();
    usage.flush();
    expect(stored).toEqual([]);
  });
});
