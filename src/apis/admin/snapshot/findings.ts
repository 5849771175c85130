import type { Violation } from '../../../contract/problem.ts';
import type { Snapshot } from './save.ts';

type Tables = Required<Omit<Snapshot, 'format' | 'version' | 'savedAt' | 'clock' | 'generator'>>;

/** A table of a snapshot. */
export type TableName = keyof Tables;

/** Collects what is wrong with a snapshot. */
export interface ViolationCollector {
  readonly violations: readonly Violation[];
  /** Notes that a property of a row is wrong; without a property, the row. */
  add(table: TableName, index: number, property: string, message: string): void;
  /** Notes each row whose key another one before it has; rows without a key may repeat. */
  unique<Name extends TableName>(
    table: Name,
    property: string,
    keyOf: (row: Tables[Name][number]) => string | number | undefined,
    message: string,
  ): void;
  /** Notes each row for which there is something to say. */
  each<Name extends TableName>(
    table: Name,
    property: string,
    messageFor: (row: Tables[Name][number]) => string | undefined | false,
  ): void;
}

export function createViolationCollector(snapshot: Snapshot): ViolationCollector {
  const violations: Violation[] = [];
  const rowsOf = <Name extends TableName>(table: Name) => (snapshot[table] ?? []) as readonly Tables[Name][number][];
  const add: ViolationCollector['add'] = (table, index, property, message) => {
    const pointer = ['', table, String(index), ...(property === '' ? [] : [property])].join('/');
    violations.push({ pointer, message });
  };
  return {
    violations,
    add,
    unique(table, property, keyOf, message) {
      const seen = new Set<string | number>();
      for (const [index, row] of rowsOf(table).entries()) {
        const key = keyOf(row);
        if (key === undefined) continue;
        if (seen.has(key)) add(table, index, property, message);
        seen.add(key);
      }
    },
    each(table, property, messageFor) {
      for (const [index, row] of rowsOf(table).entries()) {
        const message = messageFor(row);
        if (message) add(table, index, property, message);
      }
    },
  };
}
