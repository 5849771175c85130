import type { DatabaseSync } from 'node:sqlite';
import { capacityCheck, query } from '../sqlite.ts';

/** Statuses in the order of the service's codes, 0 to 9. */
export const lambdaStatuses = [
  'STARTED',
  'STOPPED',
  'PENDING',
  'STARTING',
  'STOPPING',
  'DESTROYING',
  'DESTROYED',
  'SCALING_UP',
  'SCALING_DOWN',
  'FAILED',
] as const;

export type LambdaStatus = (typeof lambdaStatuses)[number];

export interface LambdaInstanceRow {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly status: LambdaStatus;
  /** Empty without a failure. */
  readonly failureMessage: string;
  /** A JSON object as text. */
  readonly details: string;
  readonly createdAt: number;
  /** 1 if the instance has ever had machines, else 0. */
  readonly held: number;
}

/** A row to insert. */
export interface NewLambdaInstanceRow extends Omit<LambdaInstanceRow, 'id' | 'held'> {
  readonly id?: number;
  /** False for an instance that fails before it gets machines; true by default. */
  readonly held?: boolean;
}

/** The table of lambda instances, by id. Rows are never removed: a destroyed instance stays listed. */
export function lambdaInstancesTable(database: DatabaseSync) {
  const columns =
    'SELECT id, uuid, name, status, failure_message AS failureMessage, details, created_at AS createdAt, held FROM lambda_instances';
  const add = query<[number | null, string, string, string, string, string, number, number]>(
    database,
    `INSERT INTO lambda_instances (id, uuid, name, status, failure_message, details, created_at, held)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const byId = query<[number], LambdaInstanceRow>(database, `${columns} WHERE id = ?`);
  const byUuid = query<[string], LambdaInstanceRow>(database, `${columns} WHERE uuid = ?`);
  const page = query<[number, number], LambdaInstanceRow>(database, `${columns} ORDER BY id LIMIT ? OFFSET ?`);
  const all = query<[], LambdaInstanceRow>(database, `${columns} ORDER BY id`);
  const held = query<[], { details: string }>(
    database,
    "SELECT details FROM lambda_instances WHERE held = 1 AND status NOT IN ('DESTROYED', 'FAILED')",
  );
  const setStatus = query<[string, string, string]>(
    database,
    'UPDATE lambda_instances SET status = ?, failure_message = ? WHERE uuid = ?',
  );
  const hasRoom = capacityCheck(database, 'lambda_instances', 'id');

  return {
    /** Inserts a row, with the next id by default. */
    add: ({ id, held: isHeld = true, ...row }: NewLambdaInstanceRow): void =>
      void add.run(
        id ?? null,
        row.uuid,
        row.name,
        row.status,
        row.failureMessage,
        row.details,
        row.createdAt,
        Number(isHeld),
      ),
    byId: (id: number) => byId.one(id),
    byUuid: (uuid: string) => byUuid.one(uuid),
    page: (limit: number, offset: number) => page.all(limit, offset),
    all: () => all.all(),
    /** The details of instances that hold machines. */
    held: () => held.all().map(({ details }) => details),
    /** Whether there are fewer instances than a limit. */
    hasRoom,
    setStatus: (uuid: string, status: LambdaStatus, failureMessage: string): void =>
      void setStatus.run(status, failureMessage, uuid),
  };
}
