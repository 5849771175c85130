import { useSignal } from '@preact/signals';
import { callAdmin } from '../model/admin-client.ts';
import { exportExchanges } from '../model/export-log.ts';
import { plural } from '../model/format.ts';
import { parseHar } from '../model/har.ts';
import type { Inspector } from '../model/inspector.ts';
import { replay, type ReplayedCall } from '../model/replay.ts';
import { fetchToken } from '../model/server-token.ts';
import { Button } from '../parts/button.tsx';

/** Saves the requests that are shown as a file, and holds those of a HAR file to the contract. */
export function Archive({ inspector }: { inspector: Inspector }) {
  const { log, perform, connection, view } = inspector;
  const replayed = useSignal<readonly ReplayedCall[] | undefined>(undefined);
  const save = (format: 'har' | 'ndjson') =>
    perform(async () => {
      const version = connection.health.value?.version ?? '';
      const file = await exportExchanges(log.shown.value, format, { callAdmin, origin: location.origin, version });
      download(file.name, new Blob([file.text], { type: file.type }));
      return `Saved ${plural(file.count, 'request')} as ${file.name}.`;
    });
  const load = (file: File) =>
    perform(async () => {
      const calls = parseHar(await file.text());
      const token = await fetchToken(view.sandbox);
      replayed.value = await replay(calls, {
        callAdmin,
        sandbox: view.sandbox,
        token,
        base: new URL('..', location.href).href,
      });
      return `Checked ${plural(calls.length, 'call')} of ${file.name} against the contract.`;
    });

  return (
    <>
      <details class="archive">
        <summary class="button">Files</summary>
        <div class="buttons">
          <Button onClick={() => void save('har')}>Save as HAR</Button>
          <Button onClick={() => void save('ndjson')}>Save as NDJSON</Button>
          <label class="button file">
            Check a HAR file…
            <input
              type="file"
              accept=".har,.json,application/json"
              onChange={({ currentTarget }) => {
                const file = currentTarget.files?.[0];
                if (file) void load(file);
                // Allow the same file to be chosen again.
                currentTarget.value = '';
              }}
            />
          </label>
        </div>
      </details>
      {replayed.value && <Verdicts replayed={replayed.value} onClose={() => (replayed.value = undefined)} />}
    </>
  );
}

function Verdicts({ replayed, onClose }: { replayed: readonly ReplayedCall[]; onClose: () => void }) {
  const broken = replayed.filter(({ verdict }) => verdict === 'breaks');
  const foreign = replayed.filter(({ verdict }) => verdict === 'foreign');
  return (
    <section class="verdicts" aria-label="Check of the recorded calls">
      <header>
        <p>
          <strong>
            {broken.length === 0
              ? 'No recorded call breaks'
              : `${plural(broken.length, 'recorded call')} of ${replayed.length} break`}{' '}
            the contract
          </strong>
          {foreign.length > 0 && `; ${plural(foreign.length, 'call')} to other addresses skipped`}
        </p>
        <Button onClick={onClose} aria-label="Close the result">
          ✕
        </Button>
      </header>
      <ul>
        {broken.map(({ call, reason, violations }, index) => (
          <li key={index}>
            <span class="verb">{call.method}</span> <span class="target">{call.target}</span>{' '}
            <span class="code">{call.status}</span>
            <p>{reason}</p>
            {violations.map(({ pointer, message }) => (
              <p key={`${pointer} ${message}`}>
                <code>{pointer}</code> {message}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
