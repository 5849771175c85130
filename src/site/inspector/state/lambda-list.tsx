import { plural } from '../model/format.ts';
import { useShowMore } from '../parts/show-more.tsx';
import type { LambdaInstanceRow } from '../model/schemas.ts';

/** The lambda instances by name, the latest first; a legend for the dots in the picture. */
export function LambdaList({ instances }: { instances: readonly LambdaInstanceRow[] }) {
  const { items, more } = useShowMore(instances.toReversed(), 12);
  return (
    <>
      <ul class="lambda-instances">
        {items.map(({ uuid, id, name, status, failureMessage }) => (
          <li key={uuid}>
            <span class="name">
              {name} <span class="facts">{id}</span>
            </span>
            <span class="lambda-status" data-status={status}>
              {status}
            </span>
            {failureMessage !== '' && <span class="failure">{failureMessage}</span>}
          </li>
        ))}
      </ul>
      {more(plural(instances.length, 'lambda instance'))}
    </>
  );
}
