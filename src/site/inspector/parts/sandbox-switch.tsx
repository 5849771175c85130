import type { Inspector } from '../model/inspector.ts';
import { defaultSandbox } from '../model/view.ts';

/** The header's choice of a sandbox. It appears as soon as there is more than one. */
export function SandboxSwitch({ inspector: { view, sandboxes, show } }: { inspector: Inspector }) {
  const { sandbox } = view;
  const names = sandboxes.names.value;
  if (names.length < 2 && sandbox === defaultSandbox) return null;
  // A sandbox that was deleted stays chosen until the reader chooses another.
  const shown = names.includes(sandbox) ? names : [sandbox, ...names];
  return (
    <select
      class="sandbox-switch"
      aria-label="Sandbox"
      value={sandbox}
      onFocus={() => void sandboxes.refresh()}
      onChange={({ currentTarget }) => show({ ...view, sandbox: currentTarget.value })}
    >
      {shown.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}
