import type { Inspector } from '../model/inspector.ts';
import { Faults } from './faults.tsx';
import { StateControl } from './state-control.tsx';
import { TransitionsControl } from './transitions-control.tsx';

/** The controls of the server, except the clock. */
export function Controls({ inspector }: { inspector: Inspector }) {
  if (!inspector.hasState.value) {
    return (
      <section class="controls" aria-label="Controls">
        <p class="none">This server is stateless, so there is nothing to control.</p>
      </section>
    );
  }
  return (
    <section class="controls" aria-label="Controls">
      <TransitionsControl inspector={inspector} />
      <StateControl inspector={inspector} />
      <Faults inspector={inspector} />
    </section>
  );
}
