import type { Exchange } from './schemas.ts';
import { defaultSandbox } from './view.ts';

export type StatusClass = '' | '2' | '3' | '4' | '5' | '0' | 'error';

/** The conditions that an exchange must meet; '' stands for any. */
export interface Filter {
  /** Words that must all occur. */
  readonly text: string;
  /** The name of an API; `none` selects paths that no API has. */
  readonly api: string;
  readonly status: StatusClass;
  readonly operation: string;
  /** Whether the text is searched in bodies, too. */
  readonly within: '' | 'bodies';
}

/** The filter that every exchange matches. */
export const emptyFilter: Filter = { text: '', api: '', status: '', operation: '', within: '' };

/** Whether a filter has any condition. */
export function isFiltered(filter: Filter): boolean {
  const { within: _, ...conditions } = filter;
  return Object.values(conditions).some((value) => value !== '');
}

const none: ReadonlySet<number> = new Set();

/**
 * Returns the exchanges that match a filter, in their order.
 *
 * @param inBodies the sequences of exchanges whose bodies contain the text
 */
export function applyFilter(
  exchanges: readonly Exchange[],
  filter: Filter,
  inBodies: ReadonlySet<number> = none,
): Exchange[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return exchanges.filter(
    (exchange) =>
      isOfApi(exchange, filter.api) &&
      isOfStatus(exchange, filter.status) &&
      (filter.operation === '' || exchange.operation === filter.operation) &&
      (words.length === 0 || containsAll(exchange, words) || inBodies.has(exchange.sequence)),
  );
}

/** Whether a status is an error: 400 or above, or 0 for a dropped connection. */
export function isError(status: number): boolean {
  return status === 0 || status >= 400;
}

/** The first error of the statements that a request ran. The status of such a response is mostly 200. */
export function sqlErrorOf(sql: Exchange['sql']): { readonly code: string; readonly message: string } | undefined {
  return sql?.statements.find(({ error }) => error)?.error;
}

/** Lists the operations that occur, sorted. */
export function operationsOf(exchanges: readonly Exchange[]): string[] {
  return [...new Set(exchanges.flatMap(({ operation }) => operation ?? []))].toSorted();
}

/** Lists the APIs that occur, sorted: `none` for paths that no API has. */
export function apisOf(exchanges: readonly Exchange[]): string[] {
  return [...new Set(exchanges.map(({ api = 'none' }) => api))].toSorted();
}

function isOfApi({ api }: Exchange, wanted: Filter['api']): boolean {
  return wanted === '' || (api ?? 'none') === wanted;
}

function isOfStatus({ status, sql }: Exchange, wanted: StatusClass): boolean {
  if (wanted === '') return true;
  return wanted === 'error'
    ? isError(status) || sqlErrorOf(sql) !== undefined
    : Math.floor(status / 100) === Number(wanted);
}

function containsAll(exchange: Exchange, words: readonly string[]): boolean {
  const { id, sandbox, method, target, operation = '', status, answeredBy, refusal = '', sql } = exchange;
  const name = sandbox === defaultSandbox ? '' : sandbox;
  const statements = sql?.statements.map((each) => `${each.sql} ${each.error?.code ?? ''}`).join(' ') ?? '';
  const text =
    `${id} ${name} ${method} ${target} ${operation} ${status} ${answeredBy} ${refusal} ${statements}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
