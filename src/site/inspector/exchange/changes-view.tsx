import { changedValues, type ChangedValue } from '../model/changed-rows.ts';
import { plural } from '../model/format.ts';
import type { RowChanges } from '../model/schemas.ts';
import { titleOf } from '../model/state-rows.ts';

const words = { inserted: 'new', updated: 'changed', deleted: 'deleted' } as const;

/** The rows of the state that a request changed: the values before and after. */
export function ChangesView({ changes: { rows, complete } }: { changes: RowChanges }) {
  return (
    <section class="changes" aria-labelledby="changes-title">
      <h3 id="changes-title">
        Changed in the state <span class="size">{plural(rows.length, 'row')}</span>
      </h3>
      {rows.map((row, index) => {
        const { kind, values } = changedValues(row);
        return (
          <details key={index} open={kind === 'updated'}>
            <summary>
              <code>{row.table}</code> {titleOf(row.after ?? row.before ?? {})}{' '}
              <span class="change" data-change={kind}>
                {words[kind]}
              </span>
            </summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">Column</th>
                  {kind !== 'inserted' && <th scope="col">Before</th>}
                  {kind !== 'deleted' && <th scope="col">After</th>}
                </tr>
              </thead>
              <tbody>
                {values.map((value) => (
                  <Values key={value.name} value={value} kind={kind} />
                ))}
              </tbody>
            </table>
          </details>
        );
      })}
      {!complete && <p class="none">The journal keeps only these rows. The request changed more.</p>}
    </section>
  );
}

function Values({ value: { name, before, after }, kind }: { value: ChangedValue; kind: keyof typeof words }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {kind !== 'inserted' && <td>{before ?? '–'}</td>}
      {kind !== 'deleted' && <td>{after ?? '–'}</td>}
    </tr>
  );
}
