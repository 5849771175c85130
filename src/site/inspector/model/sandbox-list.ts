import { type ReadonlySignal, signal } from '@preact/signals';
import type { CallAdmin } from './admin-client.ts';

/** The names of the server's sandboxes at the last request for them. */
export interface SandboxList {
  readonly names: ReadonlySignal<readonly string[]>;
  /** Requests the names, unless a request is under way. A failure keeps the last ones. */
  refresh(): Promise<void>;
}

/** Creates a list that starts with the sandbox that the page shows. */
export function createSandboxList(callAdmin: CallAdmin, current: string): SandboxList {
  const names = signal<readonly string[]>([current]);
  let running: Promise<void> | undefined;
  const read = async (): Promise<void> => {
    try {
      const { sandboxes } = await callAdmin('listSandboxes');
      const found = sandboxes.map(({ name }) => name);
      if (found.join() !== names.value.join()) names.value = found;
    } catch {
      // The connection shows that the server cannot be reached.
    } finally {
      running = undefined;
    }
  };
  return { names, refresh: () => (running ??= read()) };
}
