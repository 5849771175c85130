import { useSignal } from '@preact/signals';
import { callAdmin } from '../model/admin-client.ts';
import { plural } from '../model/format.ts';
import type { Inspector } from '../model/inspector.ts';
import type { Snapshot } from '../model/schemas.ts';
import {
  formatRow,
  parseRow,
  type StateRow,
  type StateTable,
  tablesOf,
  titleOf,
  withRow,
} from '../model/state-rows.ts';
import { Button } from '../parts/button.tsx';
import { useShowMore } from '../parts/show-more.tsx';

/** Every row of the state, with ids, tokens, usage and files, and a way to edit it. */
export function StateTables({ snapshot, inspector }: { snapshot: Snapshot; inspector: Inspector }) {
  return (
    <div class="state-tables">
      {tablesOf(snapshot).map((table) => (
        <Table key={table.name} table={table} inspector={inspector} />
      ))}
    </div>
  );
}

function Table({ table: { name, rows }, inspector }: { table: StateTable; inspector: Inspector }) {
  const isOpen = useSignal(false);
  const { items, more } = useShowMore(rows, 20);
  return (
    <details onToggle={({ currentTarget }) => (isOpen.value = currentTarget.open)}>
      <summary>
        {name} <span class="count">{rows.length}</span>
      </summary>
      {isOpen.value && (
        <ul>
          {items.map((row, index) => (
            <Row key={`${index} ${titleOf(row)}`} row={row} table={name} inspector={inspector} />
          ))}
        </ul>
      )}
      {isOpen.value && more(plural(rows.length, 'row'))}
    </details>
  );
}

interface RowProps {
  readonly row: StateRow;
  readonly table: string;
  readonly inspector: Inspector;
}

function Row({ row, table, inspector: { perform } }: RowProps) {
  const isOpen = useSignal(false);
  const edited = useSignal<{ readonly text: string; readonly before: StateRow } | undefined>(undefined);
  const title = titleOf(row);
  const store = async (before: StateRow, after: StateRow | undefined, done: string): Promise<string> => {
    const current = await callAdmin('getSnapshot');
    await callAdmin('putSnapshot', { body: withRow(current, table, before, after) });
    return done;
  };
  const save = async (): Promise<void> => {
    const { text, before } = edited.value!;
    if (await perform(() => store(before, parseRow(text, before), `Stored ${title}.`))) edited.value = undefined;
  };
  return (
    <li>
      <details onToggle={({ currentTarget }) => (isOpen.value = currentTarget.open)}>
        <summary>{title}</summary>
        {isOpen.value && edited.value === undefined && (
          <>
            <pre tabIndex={0} role="group" aria-label={`Row ${title}`}>
              {formatRow(row)}
            </pre>
            <div class="buttons">
              <Button onClick={() => (edited.value = { text: formatRow(row), before: row })}>Edit</Button>
              <Button
                class="button danger"
                onClick={() => void perform(() => store(row, undefined, `Removed ${title}.`))}
              >
                Remove
              </Button>
            </div>
          </>
        )}
        {edited.value !== undefined && (
          <>
            <textarea
              rows={Math.min(20, edited.value.text.split('\n').length + 1)}
              aria-label={`Row ${title}`}
              spellcheck={false}
              value={edited.value.text}
              onInput={({ currentTarget }) => (edited.value = { ...edited.value!, text: currentTarget.value })}
            />
            <div class="buttons">
              <Button class="button primary" onClick={() => void save()}>
                Save
              </Button>
              <Button onClick={() => (edited.value = undefined)}>Cancel</Button>
            </div>
          </>
        )}
      </details>
    </li>
  );
}
