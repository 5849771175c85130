import type { DatabaseSync } from 'node:sqlite';
import { columnsOf } from '../columns.ts';
import { query } from '../sqlite.ts';

export interface InvoiceRow {
  readonly organization: string;
  readonly number: string;
  readonly type: 'upcoming' | 'issued';
  /** The rest of it, as the API shows it. */
  readonly data: Readonly<Record<string, unknown>>;
}

const columns = columnsOf<InvoiceRow>({ organization: 'plain', number: 'plain', type: 'plain', data: 'json' });

type Raw = Readonly<Record<string, unknown>>;

/** Invoices, by their number. */
export function invoicesTable(database: DatabaseSync) {
  const add = query(database, columns.insert('invoices'));
  const select = `SELECT ${columns.select()} FROM invoices`;
  const ofOrganization = query<[string], Raw>(database, `${select} WHERE organization = ? ORDER BY number DESC`);
  const all = query<[], Raw>(database, `${select} ORDER BY organization, number`);
  return {
    add: (row: InvoiceRow): void => void add.run(...columns.values(row)),
    /** The newest first. */
    ofOrganization: (organization: string): InvoiceRow[] =>
      ofOrganization.all(organization).map((raw) => columns.parse(raw)),
    all: (): InvoiceRow[] => all.all().map((raw) => columns.parse(raw)),
  };
}
