import type { DatabaseSync } from 'node:sqlite';
import { query } from '../sqlite.ts';

export interface TransitionRow {
  readonly id: number;
  /** What happens: `instance-ready`, `lambda-start`, … */
  readonly kind: string;
  /** The UUID of what it happens to. */
  readonly resource: string;
  /** The resource as people name it: `my-org/my-db/robust-pyro`. */
  readonly label: string;
  readonly fromStatus: string;
  readonly toStatus: string;
  /** Why it fails; empty when it does not. */
  readonly failureMessage: string;
  /** Null for one that waits for a step by hand. */
  readonly dueAt: number | null;
}

/** Changes of status that are yet to come, in the order in which they were set going. */
export function transitionsTable(database: DatabaseSync) {
  const columns = `SELECT id, kind, resource, label, from_status AS fromStatus, to_status AS toStatus,
    failure_message AS failureMessage, due_at AS dueAt FROM transitions`;
  const add = query<[number | null, string, string, string, string, string, string, number | null], { id: number }>(
    database,
    `INSERT INTO transitions (id, kind, resource, label, from_status, to_status, failure_message, due_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
  );
  const due = query<[number], TransitionRow>(database, `${columns} WHERE due_at <= ? ORDER BY due_at, id`);
  const nextDue = query<[], { moment: number | null }>(database, 'SELECT min(due_at) AS moment FROM transitions');
  const all = query<[], TransitionRow>(database, `${columns} ORDER BY due_at IS NULL, due_at, id`);
  const remove = query<[number]>(database, 'DELETE FROM transitions WHERE id = ?');
  const removeOf = query<[string]>(database, 'DELETE FROM transitions WHERE resource = ?');
  const setDue = query<[number | null, number]>(database, 'UPDATE transitions SET due_at = ? WHERE id = ?');

  return {
    /** @returns its id */
    add: ({ id, ...row }: Omit<TransitionRow, 'id'> & { readonly id?: number }): number =>
      add.one(
        id ?? null,
        row.kind,
        row.resource,
        row.label,
        row.fromStatus,
        row.toStatus,
        row.failureMessage,
        row.dueAt,
      )!.id,
    /** Those due at a moment, earliest first. */
    due: (moment: number) => due.all(moment),
    /** When the next one is due; null when none is. */
    nextDue: () => nextDue.one()!.moment,
    /** Earliest first, those without a moment last. */
    all: () => all.all(),
    setDue: (id: number, dueAt: number | null): void => void setDue.run(dueAt, id),
    remove: (id: number): void => void remove.run(id),
    /** Those of a resource that is gone. */
    removeOf: (resource: string): void => void removeOf.run(resource),
  };
}
