import { useSignal } from '@preact/signals';
import { callAdmin } from '../model/admin-client.ts';
import type { Inspector } from '../model/inspector.ts';
import type { TransitionSettings } from '../model/schemas.ts';
import { isDuration } from '../model/format.ts';

const modes: readonly [TransitionSettings['mode'], string][] = [
  ['immediate', 'Immediately'],
  ['after', 'After a duration'],
  ['manual', 'Manually'],
];

const usual = '2s';

/** Sets when life cycles continue: when an instance becomes ready or a lambda instance starts. */
export function TransitionsControl({ inspector: { mirror, perform } }: { inspector: Inspector }) {
  const settings = mirror.transitions.value;
  const typed = useSignal<string | undefined>(undefined);
  if (!settings) return null;
  const after = typed.value ?? settings.after ?? usual;

  const set = (mode: TransitionSettings['mode']): Promise<boolean> =>
    perform(async () => {
      const body = mode === 'after' ? { mode, after: isDuration(after) ? after : usual } : { mode };
      const told = await callAdmin('setTransitions', { body });
      typed.value = undefined;
      return `Transitions happen ${told.mode === 'after' ? `after ${told.after}` : told.mode === 'manual' ? 'manually' : 'immediately'}.`;
    });

  return (
    <fieldset class="transitions">
      <legend>Transitions happen</legend>
      {modes.map(([mode, text]) => (
        <label key={mode}>
          <input type="radio" name="mode" checked={settings.mode === mode} onChange={() => void set(mode)} />
          {text}
        </label>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void set('after');
        }}
      >
        <input
          aria-label="Duration of a transition, such as 2s or 1h30m"
          size={6}
          value={after}
          onInput={({ currentTarget }) => (typed.value = currentTarget.value.trim())}
        />
        <button
          type="submit"
          class="button"
          disabled={!isDuration(after) || (settings.mode === 'after' && after === settings.after)}
        >
          Set
        </button>
      </form>
    </fieldset>
  );
}
