import { describe, expect, it } from 'vitest';
import { emptyFilter } from '../../../../src/site/inspector/model/filter.ts';
import { readFilter, writeFilter } from '../../../../src/site/inspector/model/filter-query.ts';

const filter = {
  text: 'my db',
  api: 'hrana',
  status: 'error',
  operation: 'executePipeline',
  within: 'bodies',
} as const;

describe('the filter in the address', () => {
  it('comes back as it was, beside what else the query says', () => {
    const search = writeFilter('?sandbox=worker-1', filter);
    expect(search).toBe('?sandbox=worker-1&q=my+db&api=hrana&status=error&operation=executePipeline&in=bodies');
    expect(readFilter(search)).toEqual(filter);
    expect(writeFilter(search, emptyFilter)).toBe('?sandbox=worker-1');
  });

  it('is empty without a query, and for values that there are not', () => {
    expect(readFilter('')).toEqual(emptyFilter);
    expect(readFilter('?status=9&in=heads')).toEqual(emptyFilter);
  });
});
