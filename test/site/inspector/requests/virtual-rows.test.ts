import { describe, expect, test } from 'vitest';
import {
  rowByKey,
  scrollToHold,
  scrollToShow,
  visibleRows,
} from '../../../../src/site/inspector/requests/virtual-rows.ts';

const view = { scrollTop: 0, height: 300, rowHeight: 30, count: 1_000 };

describe('visibleRows', () => {
  test('draws those in view and a few beyond', () => {
    expect(visibleRows(view)).toEqual({ start: 0, end: 16 });
    expect(visibleRows({ ...view, scrollTop: 3_000 })).toEqual({ start: 94, end: 116 });
  });

  test('stays within the list', () => {
    expect(visibleRows({ ...view, scrollTop: 29_700 })).toEqual({ start: 984, end: 1_000 });
    expect(visibleRows({ ...view, scrollTop: -50 })).toEqual({ start: 0, end: 16 });
    expect(visibleRows({ ...view, count: 3 })).toEqual({ start: 0, end: 3 });
    expect(visibleRows({ ...view, scrollTop: 29_700, count: 0 })).toEqual({ start: 0, end: 0 });
  });
});

test('scrollToShow moves no further than it must', () => {
  expect(scrollToShow(5, view)).toBe(0);
  expect(scrollToShow(10, view)).toBe(30);
  expect(scrollToShow(2, { ...view, scrollTop: 90 })).toBe(60);
});

test('scrollToHold keeps what is read in place, and the newest in view', () => {
  expect(scrollToHold(300, 4, 30)).toBe(420);
  expect(scrollToHold(0, 4, 30)).toBe(0);
});

test.each([
  ['ArrowDown', 10, 11],
  ['ArrowUp', 0, 0],
  ['PageDown', 95, 99],
  ['PageUp', 30, 20],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['a', 50, undefined],
])('%s leads from row %i to %s', (key, from, to) => {
  expect(rowByKey(key, from, 100, 10)).toBe(to);
});
