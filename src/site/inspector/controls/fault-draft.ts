import type { Operation } from '../model/operations.ts';
import { groupBy } from '../model/group-by.ts';
import type { Choices } from '../parts/field.tsx';
import type { NewFault } from '../model/schemas.ts';
import { parseJson, parseJsonObject, parsePairs } from './parse-fields.ts';

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
  readonly skip: string;
  /** Lines `name=value`. */
  readonly pathValues: string;
  /** Lines `name=value`. */
  readonly queryValues: string;
  /** JSON. */
  readonly bodyValues: string;
  /** JSON. */
  readonly body: string;
  /** Lines `Name: value`. */
  readonly headers: string;
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
  skip: '',
  pathValues: '',
  queryValues: '',
  bodyValues: '',
  body: '',
  headers: '',
};

/** The actions of a fault rule, with their labels. */
export const actions: readonly (readonly [NewFault['action'], string])[] = [
  ['respond', 'Return an error or another status'],
  ['delay', 'Delay the response'],
  ['drop', 'Drop the connection'],
  ['fail-transition', 'Make the transition fail'],
];

const titles: Readonly<Record<string, string>> = {
  turso: 'Turso',
  'turso-2026': 'Turso 2026',
  lambda: 'Lambda',
  hrana: 'SQL',
};

/** The operations that a rule with an action can apply to, grouped by API. */
export function operationChoices(operations: readonly Operation[], action: NewFault['action']): Choices {
  const fitting = operations
    .filter(({ startsTransition }) => action !== 'fail-transition' || startsTransition)
    // A rule is for all editions of an operation.
    .filter(({ id }, index, all) => all.findIndex((each) => each.id === id) === index);
  const groups = [...groupBy(fitting, ({ api }) => api)].map(
    ([api, all]) => [titles[api] ?? api, all.map(({ id }) => [id, id] as const)] as const,
  );
  return [['', [['*', 'every operation']]], ...groups];
}

/** Converts the form's values to a fault rule. @throws Error with a text for the reader */
export function faultFromDraft(draft: Draft): NewFault {
  const { operation, action, status, example, delay, probability, seed, count, skip } = draft;
  const isRespond = action === 'respond';
  const match = matchFromDraft(draft);
  return {
    operation,
    action,
    probability: Number(probability) / 100,
    ...(match && { match }),
    ...(isRespond && status !== '' && { status: Number(status) }),
    ...(isRespond && example !== '' && draft.body === '' && { example }),
    ...(isRespond && draft.body !== '' && { body: parseJson('The body', draft.body) }),
    ...(isRespond && draft.headers !== '' && { headers: parsePairs('The headers', draft.headers, ':') }),
    ...(delay !== '' && { delayMilliseconds: Number(delay) }),
    ...(seed !== '' && { seed: Number(seed) }),
    ...(skip !== '' && { skip: Number(skip) }),
    ...(count !== '' && { count: Number(count) }),
  };
}

function matchFromDraft({ pathValues, queryValues, bodyValues }: Draft): NewFault['match'] {
  if (pathValues === '' && queryValues === '' && bodyValues === '') return undefined;
  return {
    ...(pathValues !== '' && { path: parsePairs('The path values', pathValues, '=') }),
    ...(queryValues !== '' && { query: parsePairs('The query values', queryValues, '=') }),
    ...(bodyValues !== '' && { body: parseJsonObject('The properties of the body', bodyValues) }),
  };
}
