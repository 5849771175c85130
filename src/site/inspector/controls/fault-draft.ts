import type { Operation } from '../model/operations.ts';
import { groupBy } from '../model/group-by.ts';
import type { Choices } from '../parts/field.tsx';
import type { NewFault } from '../model/schemas.ts';

/** A rule as it stands in the form: everything is text, and '' is what is not said. */
export interface Draft {
  readonly operation: string;
  readonly action: NewFault['action'];
  readonly status: string;
  readonly example: string;
  readonly delay: string;
  /** In percent. */
  readonly probability: string;
  readonly seed: string;
  readonly count: string;
}

export const emptyDraft: Draft = {
  operation: '*',
  action: 'respond',
  status: '',
  example: '',
  delay: '',
  probability: '100',
  seed: '',
  count: '',
};

export const actions: readonly (readonly [NewFault['action'], string])[] = [
  ['respond', 'It is answered with'],
  ['delay', 'It is answered late'],
  ['drop', 'The connection is dropped'],
  ['fail-transition', 'What it begins fails'],
];

const titles: Readonly<Record<string, string>> = { turso: 'Turso', lambda: 'Lambda' };

/** The operations that a rule with an action can be for, by API. */
export function operationChoices(operations: readonly Operation[], action: NewFault['action']): Choices {
  const fitting = operations.filter(({ startsTransition }) => action !== 'fail-transition' || startsTransition);
  const groups = [...groupBy(fitting, ({ api }) => api)].map(
    ([api, all]) => [titles[api] ?? api, all.map(({ id }) => [id, id] as const)] as const,
  );
  return [['', [['*', 'every operation']]], ...groups];
}

/** The rule that a form stands for. */
export function faultFromDraft({
  operation,
  action,
  status,
  example,
  delay,
  probability,
  seed,
  count,
}: Draft): NewFault {
  const isRespond = action === 'respond';
  return {
    operation,
    action,
    probability: Number(probability) / 100,
    ...(isRespond && status !== '' && { status: Number(status) }),
    ...(isRespond && example !== '' && { example }),
    ...(delay !== '' && { delayMilliseconds: Number(delay) }),
    ...(seed !== '' && { seed: Number(seed) }),
    ...(count !== '' && { count: Number(count) }),
  };
}
