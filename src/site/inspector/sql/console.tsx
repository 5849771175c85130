import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Inspector } from '../model/inspector.ts';
import { Button } from '../parts/button.tsx';
import { changesSchema, splitStatements } from './split-statements.ts';
import { type DatabaseName, type SqlClient, SqlRequestError, type StatementOutcome } from '../model/sql-client.ts';
import { SqlOutcomes } from './sql-outcomes.tsx';
import { type Table, Tables } from './tables.tsx';

const isMac = /mac/i.test(navigator.userAgent);

const tablesStatement =
  "SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";

/** The tables of a database, and a text of SQL to run. It sends what a client would, so the journal has it too. */
export function Console({ database, inspector }: { database: DatabaseName; inspector: Inspector }) {
  const { sql: client } = inspector;
  const text = useSignal('');
  const isRunning = useSignal(false);
  const tables = useSignal<readonly Table[] | undefined>(undefined);
  const outcomes = useSignal<readonly StatementOutcome[]>([]);
  const error = useSignal<RequestFailure | undefined>(undefined);
  const path = `${database.organization}/${database.name}`;

  const attempt = async (act: () => Promise<void>): Promise<void> => {
    isRunning.value = true;
    error.value = undefined;
    try {
      await act();
    } catch (reason) {
      error.value = failureOf(reason);
    } finally {
      isRunning.value = false;
    }
  };
  const readTables = async (): Promise<void> => {
    tables.value = await listTables(client, database);
  };
  const run = (): Promise<void> =>
    attempt(async () => {
      const statements = splitStatements(text.value);
      if (statements.length === 0) return;
      outcomes.value = [];
      outcomes.value = await client.run(database, statements);
      if (tables.value === undefined || statements.some(changesSchema)) await readTables();
    });
  const show = (table: Table): void => {
    text.value = `SELECT * FROM "${table.name.replaceAll('"', '""')}" LIMIT 100`;
    void run();
  };
  useEffect(() => void attempt(readTables), [path]);

  return (
    <div class="console">
      <Tables tables={tables.value} onShow={show} onRefresh={() => void attempt(readTables)} />
      <textarea
        aria-label={`SQL for ${path}`}
        placeholder="SELECT 1 (run with Ctrl+Enter)"
        rows={4}
        spellcheck={false}
        value={text.value}
        onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void run();
        }}
      />
      <div class="buttons">
        <Button
          class="button primary"
          disabled={isRunning.value || text.value.trim() === ''}
          onClick={() => void run()}
        >
          Run
        </Button>
        <span class="facts">{isRunning.value ? 'Running…' : isMac ? '⌘ Enter' : 'Ctrl + Enter'}</span>
      </div>
      {error.value && (
        <p class="sql-error" role="alert">
          <code>{error.value.code}</code> {error.value.message}
        </p>
      )}
      <SqlOutcomes outcomes={outcomes.value} />
    </div>
  );
}

interface RequestFailure {
  readonly code: string;
  readonly message: string;
}

function failureOf(reason: unknown): RequestFailure {
  if (reason instanceof SqlRequestError) return reason;
  // `fetch` throws a TypeError when it gets no response.
  if (reason instanceof TypeError) return { code: 'no response', message: 'Cannot reach the server.' };
  return { code: 'failed', message: reason instanceof Error ? reason.message : String(reason) };
}

async function listTables(client: SqlClient, database: DatabaseName): Promise<Table[]> {
  const [outcome] = await client.run(database, [tablesStatement]);
  if (outcome?.error) throw new SqlRequestError(200, outcome.error.code, outcome.error.message);
  return (outcome?.result?.rows ?? []).map(([name, type]) => ({ name: textOf(name), type: textOf(type) }));
}

function textOf(value: { readonly type: string; readonly value?: unknown } | undefined): string {
  return typeof value?.value === 'string' ? value.value : '';
}
