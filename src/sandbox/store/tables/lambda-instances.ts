import type { DatabaseSync } from 'node:sqlite';
import { query, roomIn } from '../sqlite.ts';

/** In the order of the service's own codes, 0 to 9. */
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
  /** Empty when there is none. */
  readonly failureMessage: string;
  /** A JSON object as text. */
  readonly details: string;
  readonly createdAt: number;
  /** Whether it ever got machines: 1 or 0. */
  readonly held: number;
}

/** A row to add. */
export interface NewLambdaInstanceRow extends Omit<LambdaInstanceRow, 'id' | 'held'> {
  readonly id?: number;
  /** False for one that never gets its machines, however long it takes to fail; true unless given. */
  readonly held?: boolean;
}

/** Lambda instances by id. They are never removed: a destroyed one stays listed. */
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
  const hasRoom = roomIn(database, 'lambda_instances', 'id');

  return {
    /** Without an id it gets the next one. */
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
    /** The details of those that hold machines. */
    held: () => held.all().map(({ details }) => details),
    /** Whether there are fewer than so many, of everybody. */
    hasRoom,
    setStatus: (uuid: string, status: LambdaStatus, failureMessage: string): void =>
      void setStatus.run(status, failureMessage, uuid),
  };
}
