import { TextField } from '../parts/field.tsx';
import type { Draft } from './fault-draft.ts';

interface FaultDetailsProps {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
}

/** The fields of a fault rule that most rules leave empty: which requests it is for, and an answer of its own. */
export function FaultDetails({ draft, set }: FaultDetailsProps) {
  return (
    <>
      <details class="wide">
        <summary>Only some requests</summary>
        <div class="fields">
          <TextField
            label="With path values"
            placeholder="db_name=shop"
            value={draft.pathValues}
            onInput={(pathValues) => set({ pathValues })}
          />
          <TextField
            label="With query values"
            placeholder="authorization=read-only"
            value={draft.queryValues}
            onInput={(queryValues) => set({ queryValues })}
          />
          <TextField
            label="With these properties in the body, as JSON"
            placeholder={'{"location": "ord"}'}
            value={draft.bodyValues}
            onInput={(bodyValues) => set({ bodyValues })}
          />
        </div>
      </details>
      {draft.action === 'respond' && (
        <details class="wide">
          <summary>Your own response</summary>
          <div class="fields">
            {draft.operation !== '*' && (
              <TextField
                label="Body instead of the example, as JSON"
                placeholder={'{"error": "try again later"}'}
                rows={3}
                value={draft.body}
                onInput={(body) => set({ body })}
              />
            )}
            <TextField
              label="Headers"
              placeholder="Retry-After: 30"
              value={draft.headers}
              onInput={(headers) => set({ headers })}
            />
          </div>
        </details>
      )}
    </>
  );
}
