import type { Exchange } from './schemas.ts';

export type StatusClass = '' | '2' | '3' | '4' | '5' | '0' | 'error';

export interface Filter {
  /** Words, all of which must be found. */
  readonly text: string;
  /** `none` is for paths that no API has. */
  readonly api: '' | 'turso' | 'lambda' | 'none';
  readonly status: StatusClass;
  readonly operation: string;
}

export const emptyFilter: Filter = { text: '', api: '', status: '', operation: '' };

export function isFiltered(filter: Filter): boolean {
  return Object.values(filter).some((value) => value !== '');
}

/** The exchanges that a filter lets through, in their order. */
export function applyFilter(exchanges: readonly Exchange[], filter: Filter): Exchange[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return exchanges.filter(
    (exchange) =>
      isOfApi(exchange, filter.api) &&
      isOfStatus(exchange.status, filter.status) &&
      (filter.operation === '' || exchange.operation === filter.operation) &&
      (words.length === 0 || containsAll(exchange, words)),
  );
}

/** No answer, or one that says that something was wrong. */
export function isError(status: number): boolean {
  return status === 0 || status >= 400;
}

/** The operations that occur, sorted. */
export function operationsOf(exchanges: readonly Exchange[]): string[] {
  return [...new Set(exchanges.flatMap(({ operation }) => operation ?? []))].toSorted();
}

function isOfApi({ api }: Exchange, wanted: Filter['api']): boolean {
  return wanted === '' || (api ?? 'none') === wanted;
}

function isOfStatus(status: number, wanted: StatusClass): boolean {
  if (wanted === '') return true;
  return wanted === 'error' ? isError(status) : Math.floor(status / 100) === Number(wanted);
}

function containsAll(exchange: Exchange, words: readonly string[]): boolean {
  const { id, method, target, operation = '', status, answeredBy, refusal = '' } = exchange;
  const text = `${id} ${method} ${target} ${operation} ${status} ${answeredBy} ${refusal}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
