import { plural } from '../model/format.ts';
import type { ExecutedSql } from '../model/schemas.ts';

/** The SQL that a request ran: each statement with its rows, or its error. */
export function SqlView({ sql: { count, rowsRead, rowsWritten, statements } }: { sql: ExecutedSql }) {
  const left = count - statements.length;
  return (
    <section class="ran" aria-labelledby="sql-title">
      <h3 id="sql-title">
        SQL{' '}
        <span class="size">
          {plural(count, 'statement')}, {plural(rowsRead, 'row')} read, {rowsWritten.toLocaleString('en')} written
        </span>
      </h3>
      <ol>
        {statements.map(({ sql, error, ...rows }, index) => (
          <li key={index}>
            <code class="statement">{sql}</code>
            {error ? (
              <span class="sql-error">
                <code>{error.code}</code> {error.message}
              </span>
            ) : (
              <span class="facts">
                {rows.rowsRead.toLocaleString('en')} read, {rows.rowsWritten.toLocaleString('en')} written,{' '}
                {rows.rowsReturned.toLocaleString('en')} returned
              </span>
            )}
          </li>
        ))}
      </ol>
      {left > 0 && <p class="none">The journal has only these; {left.toLocaleString('en')} more ran.</p>}
    </section>
  );
}
