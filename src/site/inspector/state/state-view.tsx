import type { Inspector } from '../model/inspector.ts';
import type { Snapshot } from '../model/schemas.ts';
import { LambdaGraph } from './lambda-graph.tsx';
import { LambdaList } from './lambda-list.tsx';
import { Pending } from './pending.tsx';
import { StateTables } from './state-tables.tsx';
import { TursoTree } from './turso-tree.tsx';

/** The current state that the requests have produced. */
export function StateView({ inspector }: { inspector: Inspector }) {
  const { mirror, hasState } = inspector;
  const snapshot = mirror.snapshot.value;
  return (
    <section class="state" aria-labelledby="state-title">
      <h2 id="state-title">State</h2>
      {!hasState.value && (
        <div class="blank">
          <p>
            <strong>There is no state.</strong> This server was started with <code>--stateless</code>: it returns the
            contract’s examples and stores nothing.
          </p>
        </div>
      )}
      {hasState.value && !snapshot && <p class="blank">Loading the state…</p>}
      {hasState.value && snapshot && (
        <>
          <Pending inspector={inspector} />
          {/* The built-in APIs always have an organization; a server of other documents has none. */}
          {snapshot.organizations.length > 0 && <BuiltIn inspector={inspector} snapshot={snapshot} />}
          <h3>All rows</h3>
          <StateTables snapshot={snapshot} inspector={inspector} />
        </>
      )}
    </section>
  );
}

/** The state of the built-in APIs. */
function BuiltIn({ inspector, snapshot }: { readonly inspector: Inspector; readonly snapshot: Snapshot }) {
  return (
    <>
      <h3>Turso</h3>
      <TursoTree inspector={inspector} snapshot={snapshot} />
      <h3>Lambda instances</h3>
      {snapshot.lambdaInstances.length === 0 ? (
        <p class="none">No lambda instances.</p>
      ) : (
        <>
          <LambdaGraph instances={snapshot.lambdaInstances} />
          <LambdaList instances={snapshot.lambdaInstances} />
        </>
      )}
    </>
  );
}
