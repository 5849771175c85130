import { emptyFilter, type Filter } from './filter.ts';

/** The names of a filter's conditions in the query of the page's address. */
const names = {
  text: 'q',
  api: 'api',
  status: 'status',
  operation: 'operation',
  within: 'in',
} as const satisfies Record<keyof Filter, string>;

const choices: Partial<Record<keyof Filter, readonly string[]>> = {
  status: ['2', '3', '4', '5', '0', 'error'],
  within: ['bodies'],
};

/** Reads the filter from the query of an address: `?q=shop&status=4`. Unknown values count as absent. */
export function readFilter(search: string): Filter {
  const query = new URLSearchParams(search);
  const filter: Record<string, string> = { ...emptyFilter };
  for (const key of Object.keys(names) as (keyof Filter)[]) {
    const value = query.get(names[key]) ?? '';
    if (choices[key]?.includes(value) ?? true) filter[key] = value;
  }
  return filter as unknown as Filter;
}

/** Writes the filter into the query of an address, and leaves the rest of the query. */
export function writeFilter(search: string, filter: Filter): string {
  const query = new URLSearchParams(search);
  for (const key of Object.keys(names) as (keyof Filter)[]) {
    if (filter[key] === '') query.delete(names[key]);
    else query.set(names[key], filter[key]);
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}
