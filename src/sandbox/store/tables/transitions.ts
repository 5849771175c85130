import type { DatabaseSync } from 'node:sqlite';
import { query } from '../sqlite.ts';

export interface TransitionRow {
  readonly id: number;
  /** The kind of transition: `instance-ready`, `lambda-start`, … */
  readonly kind: string;
  /** The UUID of the resource. */
  readonly resource: string;
  /** The readable name of the resource: `my-org/my-db/robust-pyro`. */
  readonly label: string;
  readonly fromStatus: string;
  readonly toStatus: string;
  /** Why the transition fails; empty if it succeeds. */
  readonly failureMessage: string;
  /** Null for a transition that waits for a step by hand. */
  readonly dueAt: number | null;
}

/** The table of pending transitions. */
export function transitionsTable(database: DatabaseSync) {
  const columns = `SELECT id, kind, resource, label, from_status AS fromStatus, to_status AS toStatus,
    failure_message AS failureMessage, due_at AS dueAt FROM transitions`;
  const add = query<[number | null, string, string, string, string, string, string, number | null]>(
    database,
    `INSERT INTO transitions (id, kind, resource, label, from_status, to_status, failure_message, due_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const due = query<[number], TransitionRow>(database, `${columns} WHERE due_at <= ? ORDER BY due_at, id`);
  const nextDue = query<[], { moment: number | null }>(database, 'SELECT min(due_at) AS moment FROM transitions');
  const all = query<[], TransitionRow>(database, `${columns} ORDER BY due_at IS NULL, due_at, id`);
  const remove = query<[number]>(database, 'DELETE FROM transitions WHERE id = ?');
  const removeOf = query<[string]>(database, 'DELETE FROM transitions WHERE resource = ?');
  const setDue = query<[number | null, number]>(database, 'UPDATE transitions SET due_at = ? WHERE id = ?');

  return {
    /** Inserts a transition. @returns its id */
    add: ({ id, ...row }: Omit<TransitionRow, 'id'> & { readonly id?: number }): number =>
      add.insert(
        id ?? null,
        row.kind,
        row.resource,
        row.label,
        row.fromStatus,
        row.toStatus,
        row.failureMessage,
        row.dueAt,
      ),
    /** Transitions due at a moment, earliest first. */
    due: (moment: number) => due.all(moment),
    /** The earliest due moment; null if there is none. */
    nextDue: () => nextDue.one()!.moment,
    /** All transitions, earliest first, those without a due moment last. */
    all: () => all.all(),
    setDue: (id: number, dueAt: number | null): void => void setDue.run(dueAt, id),
    remove: (id: number): void => void remove.run(id),
    /** Removes the transitions of a resource. */
    removeOf: (resource: string): void => void removeOf.run(resource),
  };
}
