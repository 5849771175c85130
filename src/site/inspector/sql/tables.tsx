import { Button } from '../parts/button.tsx';
import { useShowMore } from '../parts/show-more.tsx';
import { plural } from '../model/format.ts';

/** A table or a view of a database. */
export interface Table {
  readonly name: string;
  readonly type: string;
}

interface TablesProps {
  /** Undefined until they are read. */
  readonly tables: readonly Table[] | undefined;
  readonly onShow: (table: Table) => void;
  readonly onRefresh: () => void;
}

/** The tables and views of a database; a press on one shows its first rows. */
export function Tables({ tables, onShow, onRefresh }: TablesProps) {
  const { items, more } = useShowMore(tables ?? [], 24);
  return (
    <div class="tables">
      {tables === undefined && <span class="facts">Tables are not loaded yet.</span>}
      {tables?.length === 0 && <span class="facts">No tables.</span>}
      {tables !== undefined && tables.length > 0 && (
        <ul aria-label="Tables">
          {items.map((table) => (
            <li key={table.name}>
              <Button title={`Show the first rows of the ${table.type}`} onClick={() => onShow(table)}>
                {table.name}
                {table.type === 'view' && <span class="facts">view</span>}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {more(plural(tables?.length ?? 0, 'table'))}
      <Button onClick={onRefresh}>Reload tables</Button>
    </div>
  );
}
