import { callAdmin } from '../model/admin-client.ts';
import { plural, formatTimeSpan } from '../model/format.ts';
import type { Inspector } from '../model/inspector.ts';
import { Button } from '../parts/button.tsx';
import type { Fault } from '../model/schemas.ts';
import { FaultForm } from './fault-form.tsx';

/** The fault rules, and a form for another one. */
export function Faults({ inspector }: { inspector: Inspector }) {
  const { mirror, perform } = inspector;
  const faults = mirror.faults.value;
  const remove = ({ id }: Fault) =>
    perform(async () => {
      await callAdmin('deleteFault', { path: { faultId: id } });
      return `Fault rule ${id} was removed.`;
    });
  const clear = () =>
    perform(async () => `Removed ${plural((await callAdmin('deleteFaults')).deleted, 'fault rule')}.`);

  return (
    <section class="faults" aria-labelledby="faults-title">
      <h3 id="faults-title">
        Fault rules <span class="count">{faults.length}</span>
        {faults.length > 1 && <Button onClick={() => void clear()}>Remove all</Button>}
      </h3>
      {faults.length === 0 ? (
        <p class="none">There are no fault rules.</p>
      ) : (
        <ul class="rules">
          {faults.map((fault) => (
            <li key={fault.id} data-spent={fault.count === 0}>
              <span>
                <strong>{fault.operation === '*' ? 'every operation' : fault.operation}</strong> {describe(fault)}
                <span class="facts">
                  rule {fault.id} · {fired(fault.fired)}
                  {(fault.matched ?? 0) > fault.fired && ` of ${fault.matched} that matched`}
                  {fault.match && ` · only with ${JSON.stringify(fault.match)}`}
                  {(fault.skip ?? 0) > 0 && ` · skips ${fault.skip} more`}
                  {fault.count !== undefined && (fault.count === 0 ? ' · used up' : ` · fires ${fault.count} more`)}
                </span>
              </span>
              <Button aria-label={`Remove rule ${fault.id}`} onClick={() => void remove(fault)}>
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      <FaultForm inspector={inspector} />
    </section>
  );
}

function fired(times: number): string {
  if (times === 0) return 'not fired yet';
  return times === 1 ? 'fired once' : `fired ${times} times`;
}

function describe({ action, status, example, body, headers, delayMilliseconds, probability }: Fault): string {
  const what = {
    respond: `returns ${status ?? ''}${example === undefined ? '' : ` (${example})`}`,
    drop: 'drops the connection',
    delay: '',
    'fail-transition': 'makes the transition fail',
  }[action];
  const own = body === undefined ? '' : `with the body ${JSON.stringify(body)}`;
  const added = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  const late = delayMilliseconds === undefined ? '' : `${formatTimeSpan(delayMilliseconds)} late`;
  const often = probability === 1 ? '' : `in ${Math.round(probability * 1_000) / 10} % of cases`;
  return [what, own, added.length > 0 && `with ${added.join(', ')}`, late, often].filter(Boolean).join(', ');
}
