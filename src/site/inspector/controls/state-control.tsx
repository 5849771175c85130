import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { callAdmin } from '../model/admin-client.ts';
import { plural } from '../model/format.ts';
import type { Inspector } from '../model/inspector.ts';
import { Button } from '../parts/button.tsx';
import type { Snapshot } from '../model/schemas.ts';

const baselines = {
  story: 'the story of the contract’s examples',
  empty: 'nothing',
  snapshot: 'the snapshot that the server was started with',
};

/** Saves, loads and resets the whole state. */
export function StateControl({ inspector: { perform } }: { inspector: Inspector }) {
  const load = (file: File): Promise<boolean> =>
    perform(async () => {
      const body = (await readJson(file)) as Snapshot;
      const { databases, instances, lambdaInstances } = await callAdmin('putSnapshot', { body });
      const parts = [
        plural(databases, 'database'),
        plural(instances, 'instance'),
        plural(lambdaInstances, 'lambda instance'),
      ];
      return `Loaded ${file.name}: ${parts.join(', ')}.`;
    });

  return (
    <section class="snapshot" aria-labelledby="snapshot-title">
      <h3 id="snapshot-title">Whole state</h3>
      <div class="buttons">
        <a class="button" href="snapshot" download="mockplane-snapshot.json">
          Save
        </a>
        <label class="button file">
          Load…
          <input
            type="file"
            accept=".json,application/json"
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              if (file) void load(file);
              // Allow the same file to be chosen again.
              currentTarget.value = '';
            }}
          />
        </label>
        <Reset perform={perform} />
      </div>
    </section>
  );
}

/** Asks for confirmation before it resets. */
function Reset({ perform }: Pick<Inspector, 'perform'>) {
  const isAsking = useSignal(false);
  const sure = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsking.value) sure.current?.focus();
  }, [isAsking.value]);

  const reset = (): void => {
    isAsking.value = false;
    void perform(async () => `Reset: the state is ${baselines[(await callAdmin('reset')).baseline]} again.`);
  };

  if (!isAsking.value) {
    return <Button onClick={() => (isAsking.value = true)}>Reset…</Button>;
  }
  return (
    <span class="confirm" role="group" aria-label="Reset the sandbox?">
      <span>This resets state, clock and fault rules.</span>
      <Button class="button danger" ref={sure} onClick={reset}>
        Reset
      </Button>
      <Button onClick={() => (isAsking.value = false)}>Cancel</Button>
    </span>
  );
}

async function readJson(file: File): Promise<unknown> {
  const text = await file.text();
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`${file.name} is not JSON. Nothing was loaded.`, { cause: error });
  }
}
