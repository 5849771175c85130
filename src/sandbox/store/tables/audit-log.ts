import type { DatabaseSync } from 'node:sqlite';
import { columnsOf } from '../columns.ts';
import { query } from '../sqlite.ts';

export interface AuditRow {
  readonly id: number;
  readonly organization: string;
  /** The code of the change: `db-create`. */
  readonly code: string;
  readonly message: string;
  readonly origin: 'cli' | 'web';
  /** The user who did it. */
  readonly author: string;
  readonly createdAt: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** So many entries are kept, of all organizations; the oldest go first. */
const mostKept = 100_000;

const columns = columnsOf<AuditRow>({
  id: 'plain',
  organization: 'plain',
  code: 'plain',
  message: 'plain',
  origin: 'plain',
  author: 'plain',
  createdAt: 'plain',
  data: 'json',
});

type Raw = Readonly<Record<string, unknown>>;

/** Changes, with their authors and times. */
export function auditLogTable(database: DatabaseSync) {
  const add = query<[string, string, string, string, string, number, string]>(
    database,
    `INSERT INTO audit_log (organization, code, message, origin, author, created_at, data)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const forget = query<[number]>(database, 'DELETE FROM audit_log WHERE id <= ?');
  const select = `SELECT ${columns.select()} FROM audit_log`;
  const page = query<[string, number, number], Raw>(
    database,
    `${select} WHERE organization = ? ORDER BY id DESC LIMIT ? OFFSET ?`,
  );
  const count = query<[string], { count: number }>(
    database,
    'SELECT count(*) AS count FROM audit_log WHERE organization = ?',
  );
  const all = query<[], Raw>(database, `${select} ORDER BY id`);

  return {
    add({ organization, code, message, origin, author, createdAt, data }: Omit<AuditRow, 'id'>): void {
      const id = add.insert(organization, code, message, origin, author, createdAt, JSON.stringify(data));
      if (id > mostKept) forget.run(id - mostKept);
    },
    /** Some entries of an organization, the newest first. */
    page: (organization: string, limit: number, offset: number): AuditRow[] =>
      page.all(organization, limit, offset).map((raw) => columns.parse(raw)),
    count: (organization: string) => count.one(organization)!.count,
    all: (): AuditRow[] => all.all().map((raw) => columns.parse(raw)),
  };
}
