import { callAdmin } from '../model/admin-client.ts';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { TabPanel } from '../parts/tabs.tsx';
import { plural } from '../model/format.ts';
import type { Inspector } from '../model/inspector.ts';
import { Button } from '../parts/button.tsx';
import { fetchToken } from '../model/server-token.ts';
import { isFiltered } from '../model/filter.ts';
import { Archive } from './archive.tsx';
import { Grid } from './grid.tsx';
import { logCapacity } from '../model/log.ts';
import { Plot } from './plot.tsx';
import { Toolbar } from './toolbar.tsx';

/** The requests: their number over time, the filter, and the list. */
export function Requests({ inspector, ...panel }: { inspector: Inspector } & TabPanel) {
  const { log, connection, view, sandboxes, show } = inspector;
  const { shown, size, held, paused } = log;
  const clear = () =>
    inspector.perform(async () => {
      const { deleted } = await callAdmin('clearExchanges');
      log.clear();
      return `Cleared ${plural(deleted, 'request')}.`;
    });

  return (
    <section class="requests" aria-label="Requests" {...panel}>
      <Plot inspector={inspector} />
      <Toolbar log={log} />
      <div class="summary">
        <p>
          {isFiltered(log.filter.value) && `${shown.value.length} of `}
          {plural(size.value, 'request')}
          {paused.value && <strong>, paused{held.value > 0 && `: ${newer(held.value)} more arrived`}</strong>}
        </p>
        <Button data-on={paused.value} onClick={() => (paused.value ? log.resume() : (paused.value = true))}>
          {paused.value ? 'Resume' : 'Pause'}
        </Button>
        {(view.showsAll || sandboxes.names.value.length > 1) && (
          <Button
            data-on={view.showsAll}
            aria-pressed={view.showsAll}
            onClick={() => show({ ...view, showsAll: !view.showsAll })}
          >
            All sandboxes
          </Button>
        )}
        {!view.showsAll && <Button onClick={() => void clear()}>Clear</Button>}
        <Archive inspector={inspector} />
      </div>
      {shown.value.length > 0 ? (
        <Grid inspector={inspector} />
      ) : (
        <Empty
          isLoading={!log.filled.value}
          isFiltered={size.value > 0}
          mode={connection.health.value?.mode}
          sandbox={view.sandbox}
        />
      )}
    </section>
  );
}

function newer(held: number): string {
  return held < logCapacity ? String(held) : 'a thousand or';
}

function Empty({
  isLoading,
  isFiltered: hides,
  mode,
  sandbox,
}: {
  isLoading: boolean;
  isFiltered: boolean;
  mode?: string | undefined;
  sandbox: string;
}) {
  if (isLoading) return <p class="blank">Loading the journal…</p>;
  if (hides) return <p class="blank">No request matches the filter.</p>;
  return (
    <div class="blank">
      <h2>No requests yet</h2>
      <p>Send a request to one of the APIs{mode === 'stateless' && ', which return examples'}:</p>
      <Sample sandbox={sandbox} />
    </div>
  );
}

/** An example request that works in this sandbox. */
function Sample({ sandbox }: { sandbox: string }) {
  const token = useSignal('mockplane-token');
  useEffect(() => {
    void fetchToken(sandbox).then((known) => (token.value = known));
  }, []);
  return (
    <pre tabIndex={0}>
      <code>{`curl ${location.origin}/v1/organizations \\\n  -H "Authorization: Bearer ${token.value}"`}</code>
    </pre>
  );
}
