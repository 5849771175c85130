import { useSignal } from '@preact/signals';
import type { Inspector } from '../model/inspector.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Console } from './console.tsx';
import { type DatabaseName, envFile, sqlUrl } from '../model/sql-client.ts';

/** How to reach a database with SQL: its URL, its variables, its tables and a console. */
export function DatabaseSql({ database, inspector }: { database: DatabaseName; inspector: Inspector }) {
  const isOpen = useSignal(false);
  const { sql, report, connection } = inspector;
  if (!connection.health.value?.apis.includes('hrana')) return null;
  const url = sqlUrl(database);
  return (
    <div class="sql">
      <div class="sql-url">
        <code>{url}</code>
        <CopyButton
          label="Copy .env"
          textLabel="The variables"
          text={async () => envFile(url, await sql.mint(database))}
          onError={report}
        />
      </div>
      <details onToggle={({ currentTarget }) => (isOpen.value = currentTarget.open)}>
        <summary>Tables and console</summary>
        {isOpen.value && <Console database={database} inspector={inspector} />}
      </details>
    </div>
  );
}
