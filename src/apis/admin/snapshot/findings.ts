import type { Violation } from '../../../contract/problem.ts';
import type { Snapshot } from './save.ts';

type Tables = Required<Omit<Snapshot, 'format' | 'version' | 'savedAt' | 'clock' | 'generator'>>;

/** The name of a table of a snapshot. */
export type TableName = keyof Tables;

/** Collects the violations of a snapshot. */
export interface ViolationCollector {
  readonly violations: readonly Violation[];
  /** Adds a violation at a property of a row; with an empty property, at the row. */
  add(table: TableName, index: number, property: string, message: string): void;
  /** Adds a violation for each row whose key an earlier row has. Rows without a key may repeat. */
  unique<Name extends TableName>(
    table: Name,
    property: string,
    keyOf: (row: Tables[Name][number]) => string | number | undefined,
    message: string,
  ): void;
  /** Adds a violation for each row for which `messageFor` returns a message. */
  each<Name extends TableName>(
    table: Name,
    property: string,
    messageFor: (row: Tables[Name][number]) => string | undefined | false,
  ): void;
}

/** Creates a collector whose pointers are relative to the snapshot. */
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
