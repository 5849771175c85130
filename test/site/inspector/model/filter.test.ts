import { expect, test } from 'vitest';
import {
  applyFilter,
  type Filter,
  isFiltered,
  emptyFilter,
  apisOf,
  operationsOf,
} from '../../../../src/site/inspector/model/filter.ts';
import { exchange } from '../exchanges.ts';

const { api: _api, operation: _operation, ...nowhere } = exchange(5, { target: '/nowhere', status: 404 });
const all = [
  exchange(1),
  exchange(2, { method: 'POST', operation: 'createDatabase', status: 409, refusal: 'database with name my-db exists' }),
  exchange(3, {
    api: 'lambda',
    operation: 'startLambdaInstance',
    target: '/backend/lambda-instances/3/start',
    status: 202,
  }),
  exchange(4, { api: 'lambda', operation: 'startLambdaInstance', status: 0, answeredBy: 'fault 1' }),
  nowhere,
];

const ids = (filter: Partial<Filter>) => applyFilter(all, { ...emptyFilter, ...filter }).map(({ id }) => id);

test.each<[Partial<Filter>, number[]]>([
  [{}, [1, 2, 3, 4, 5]],
  [{ text: '  LAMBDA start ' }, [3, 4]],
  [{ text: 'my-db exists' }, [2]],
  [{ text: 'fault' }, [4]],
  [{ api: 'turso' }, [1, 2]],
  [{ api: 'none' }, [5]],
  [{ status: '2' }, [1, 3]],
  [{ status: '0' }, [4]],
  [{ status: 'error' }, [2, 4, 5]],
  [{ operation: 'startLambdaInstance', status: '2' }, [3]],
])('%o lets %o through', (filter, expected) => {
  expect(ids(filter)).toEqual(expected);
});

test('isFiltered tells whether anything is chosen', () => {
  expect(isFiltered(emptyFilter)).toBe(false);
  expect(isFiltered({ ...emptyFilter, status: '0' })).toBe(true);
});

test('apisOf lists each once, and none for paths without an API', () => {
  expect(apisOf(all)).toEqual(['lambda', 'none', 'turso']);
});

test('operationsOf lists each once', () => {
  expect(operationsOf(all)).toEqual(['createDatabase', 'listDatabases', 'startLambdaInstance']);
});
