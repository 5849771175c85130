import { plural } from '../model/format.ts';
import { useShowMore } from '../parts/show-more.tsx';
import { formatValue } from './format-value.ts';
import type { SqlValue, StatementOutcome } from '../model/sql-client.ts';

/** The outcome of each statement: a grid of its rows, what it changed, or its error. */
export function SqlOutcomes({ outcomes }: { outcomes: readonly StatementOutcome[] }) {
  return (
    <div class="sql-outcomes" role="status" aria-label="Results">
      {outcomes.map((outcome, index) => (
        <section key={index}>
          {outcomes.length > 1 && <code class="statement">{outcome.sql}</code>}
          <Outcome outcome={outcome} />
        </section>
      ))}
    </div>
  );
}

function Outcome({ outcome: { result, error } }: { outcome: StatementOutcome }) {
  if (error) {
    return (
      <p class="sql-error">
        <code>{error.code}</code> {error.message}
      </p>
    );
  }
  if (!result) return <p class="facts">Not run, because an earlier statement failed.</p>;
  const { cols, rows, affected_row_count: affected, rows_read: read, rows_written: written } = result;
  return (
    <>
      {cols.length > 0 && <ResultGrid columns={cols.map(({ name }) => name ?? '')} rows={rows} />}
      <p class="facts">
        {cols.length > 0 ? plural(rows.length, 'row') : `${plural(affected, 'row')} changed`} ·{' '}
        {read.toLocaleString('en')} read, {written.toLocaleString('en')} written
      </p>
    </>
  );
}

const shownRows = 100;

function ResultGrid({ columns, rows }: { columns: readonly string[]; rows: readonly (readonly SqlValue[])[] }) {
  const { items, more } = useShowMore(rows, shownRows);
  return (
    <>
      <div class="sql-grid" tabIndex={0} role="group" aria-label="Rows">
        <table>
          <thead>
            <tr>
              {columns.map((name, index) => (
                <th key={index} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((row, index) => (
              <tr key={index}>
                {row.map((value, column) => (
                  <td key={column} data-type={value.type}>
                    {formatValue(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more(plural(rows.length, 'row'))}
    </>
  );
}
