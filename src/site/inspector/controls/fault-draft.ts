import type { Operation } from '../model/operations.ts';
import { groupBy } from '../model/group-by.ts';
import type { Choices } from '../parts/field.tsx';
import type { NewFault } from '../model/schemas.ts';

/** The values of the form for a fault rule: all of them are text, and '' stands for an omitted one. */
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

/** The form's initial values. */
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

/** The actions of a fault rule, with their labels. */
export const actions: readonly (readonly [NewFault['action'], string])[] = [
  ['respond', 'It is answered with'],
  ['delay', 'It is answered late'],
  ['drop', 'The connection is dropped'],
  ['fail-transition', 'What it begins fails'],
];

const titles: Readonly<Record<string, string>> = { turso: 'Turso', lambda: 'Lambda' };

/** The operations that a rule with an action can apply to, grouped by API. */
export function operationChoices(operations: readonly Operation[], action: NewFault['action']): Choices {
  const fitting = operations.filter(({ startsTransition }) => action !== 'fail-transition' || startsTransition);
  const groups = [...groupBy(fitting, ({ api }) => api)].map(
    ([api, all]) => [titles[api] ?? api, all.map(({ id }) => [id, id] as const)] as const,
  );
  return [['', [['*', 'every operation']]], ...groups];
}

/** Converts the form's values to a fault rule. */
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
