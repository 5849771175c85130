import { callAdmin } from '../model/admin-client.ts';
import { plural, formatTimeSpan } from '../model/format.ts';
import type { Inspector } from '../model/inspector.ts';
import { Button } from '../parts/button.tsx';
import { useShowMore } from '../parts/show-more.tsx';
import type { Transition } from '../model/schemas.ts';

/** The most transitions that one request can apply. */
const atOnce = 1_000;

/** The pending transitions with their times, and buttons that apply them now. */
export function Pending({ inspector }: { inspector: Inspector }) {
  const { mirror, perform } = inspector;
  const pending = mirror.transitions.value?.pending ?? [];
  const names = new Map(mirror.snapshot.value?.lambdaInstances.map(({ uuid, name }) => [uuid, name]));
  const { items, more } = useShowMore(pending, 6);
  const step = (request: { count?: number; resource?: string }): void => {
    void perform(async () => {
      const { made } = await callAdmin('stepTransitions', { body: request });
      return made.length === 0 ? 'No transition was pending.' : `Done: ${made.map(describe).slice(0, 3).join(', ')}.`;
    });
  };
  const describe = ({ resource, to }: Transition) => `${names.get(resource) ?? resource} is ${to}`;

  return (
    <>
      <h3>
        Pending <span class="count">{pending.length}</span>
        {pending.length > 1 && <Button onClick={() => step({ count: atOnce })}>Complete all now</Button>}
      </h3>
      {pending.length === 0 ? (
        <p class="none">No transitions are pending.</p>
      ) : (
        <ul class="pending">
          {items.map((transition) => (
            <li key={transition.id}>
              <span class="what">
                <strong>{names.get(transition.resource) ?? transition.resource}</strong>
                <span class="change">
                  {transition.from} → {transition.to}
                </span>
              </span>
              <Due transition={transition} inspector={inspector} />
              <Button
                aria-label={`Complete now: ${describe(transition)}`}
                onClick={() => step({ resource: transition.resource })}
              >
                Complete now
              </Button>
            </li>
          ))}
        </ul>
      )}
      {more(plural(pending.length, 'transition'))}
    </>
  );
}

function Due({ transition: { dueAt }, inspector: { mirror, tick } }: { transition: Transition; inspector: Inspector }) {
  if (dueAt === undefined) return <span class="due">manual</span>;
  void tick.value;
  const left = Date.parse(dueAt) - mirror.now();
  return (
    <span class="due">
      {left <= 0 ? 'now' : `in ${formatTimeSpan(left)}`}
      {mirror.clock.value?.running === false && ', stopped'}
    </span>
  );
}
