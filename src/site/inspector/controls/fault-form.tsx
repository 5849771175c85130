import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { callAdmin } from '../model/admin-client.ts';
import { type Operation, statusesOf } from '../model/operations.ts';
import type { Inspector } from '../model/inspector.ts';
import { Field, Select } from '../parts/field.tsx';
import type { NewFault } from '../model/schemas.ts';
import { FaultDetails } from './fault-details.tsx';
import { actions, type Draft, emptyDraft, operationChoices, faultFromDraft } from './fault-draft.ts';

/** A form for a new fault rule. It offers only documented values; the server reports any other error. */
export function FaultForm({ inspector }: { inspector: Inspector }) {
  const draft = useSignal<Draft>(emptyDraft);
  const operations = useSignal<readonly Operation[]>([]);
  useEffect(() => {
    inspector.operations().then(
      (all) => (operations.value = all),
      () => undefined,
    );
  }, []);

  const { operation, action, status, example, delay, probability, seed, count, skip } = draft.value;
  const statuses = statusesOf(operations.value, operation);
  const examples = statuses.find((each) => String(each.status) === status)?.examples ?? [];
  const set = (part: Partial<Draft>): void => {
    const next = { ...draft.value, ...part };
    const known = statusesOf(operations.value, next.operation).find((each) => String(each.status) === next.status);
    draft.value = {
      ...next,
      status: known ? next.status : '',
      example: known?.examples.includes(next.example) ? next.example : '',
    };
  };
  const add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const isDone = await inspector.perform(async () => {
      const body: NewFault = faultFromDraft(draft.value);
      return `Fault rule ${(await callAdmin('createFault', { body })).id} was added.`;
    });
    if (isDone) draft.value = { ...emptyDraft, operation: draft.value.operation };
  };

  return (
    <form class="fault-form" onSubmit={(event) => void add(event)} aria-label="New fault rule">
      <Select
        label="Operation"
        value={operation}
        groups={operationChoices(operations.value, action)}
        onChange={(value) => set({ operation: value })}
      />
      <Select
        label="Action"
        value={action}
        groups={[['', actions]]}
        onChange={(value) => set({ action: value as Draft['action'] })}
      />
      {action === 'respond' && (
        <>
          <Select
            label="Status"
            value={status}
            groups={[
              ['', [['', 'Choose…'], ...statuses.map((each) => [String(each.status), String(each.status)] as const)]],
            ]}
            onChange={(value) => set({ status: value })}
          />
          <Select
            label="Example"
            value={example}
            groups={[['', [['', 'The first'], ...examples.map((name) => [name, name] as const)]]]}
            onChange={(value) => set({ example: value })}
          />
        </>
      )}
      <Field
        label="Delay, ms"
        value={delay}
        min={0}
        max={600_000}
        required={action === 'delay'}
        onInput={(value) => set({ delay: value })}
      />
      <Field
        label="Probability, %"
        value={probability}
        min={0}
        max={100}
        step="any"
        required
        onInput={(value) => set({ probability: value })}
      />
      <Field
        label="Skip the first"
        value={skip}
        min={0}
        max={2_147_483_647}
        placeholder="0"
        onInput={(value) => set({ skip: value })}
      />
      <Field
        label="Times"
        value={count}
        min={1}
        max={2_147_483_647}
        placeholder="no limit"
        onInput={(value) => set({ count: value })}
      />
      {probability !== '100' && (
        <Field
          label="Seed"
          value={seed}
          min={0}
          max={2_147_483_647}
          placeholder="1"
          onInput={(value) => set({ seed: value })}
        />
      )}
      <FaultDetails draft={draft.value} set={set} />
      <button type="submit" class="button primary" disabled={action === 'respond' && status === ''}>
        Add rule
      </button>
    </form>
  );
}
