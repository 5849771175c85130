import { expect, test } from 'vitest';
import { createBatcher } from '../../../../src/site/inspector/model/batch.ts';

function setUp(limit = 3) {
  const delivered: number[][] = [];
  const due: (() => void)[] = [];
  const batcher = createBatcher<number>({
    deliver: (items) => delivered.push(items),
    schedule: (callback) => due.push(callback),
    limit,
  });
  return { batcher, delivered, due };
}

test('delivers what came since the last frame at once', () => {
  const { batcher, delivered, due } = setUp();
  batcher.push(1);
  batcher.push(2);
  expect(delivered).toEqual([]);
  expect(due).toHaveLength(1);
  due.shift()!();
  expect(delivered).toEqual([[1, 2]]);
  batcher.push(3);
  expect(due).toHaveLength(1);
});

test('does not pile up where frames are rare', () => {
  const { batcher, delivered, due } = setUp();
  for (const item of [1, 2, 3, 4]) batcher.push(item);
  expect(delivered).toEqual([[1, 2, 3]]);
  expect(due).toHaveLength(1);
  due.shift()!();
  expect(delivered).toEqual([[1, 2, 3], [4]]);
});

test('delivers nothing after it was cleared', () => {
  const { batcher, delivered, due } = setUp();
  batcher.push(1);
  batcher.clear();
  due.shift()!();
  expect(delivered).toEqual([]);
});
