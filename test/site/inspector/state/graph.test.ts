import { describe, expect, test } from 'vitest';
import {
  countByStatus,
  edges,
  graphHeight,
  graphWidth,
  nodeHeight,
  nodes,
  placeDots,
  type Status,
} from '../../../../src/site/inspector/state/graph.ts';
import type { LambdaInstanceRow } from '../../../../src/site/inspector/model/schemas.ts';

const instance = (id: number, status: Status): LambdaInstanceRow => ({
  id,
  uuid: `uuid-${id}`,
  name: `Instance ${id}`,
  status,
  failureMessage: '',
  details: {},
  createdAt: '2023-11-16T10:00:00.000Z',
});

const nodeOf = (status: Status) => nodes.find((node) => node.status === status)!;

const waysFrom = (status: Status) =>
  edges
    .filter((edge) => edge.from === status)
    .map((edge) => edge.to)
    .toSorted();

describe('the picture', () => {
  test('holds every node, apart from the others', () => {
    for (const { x, y, width } of nodes) {
      expect(x + width).toBeLessThanOrEqual(graphWidth);
      expect(y + nodeHeight).toBeLessThanOrEqual(graphHeight);
    }
    for (const [index, a] of nodes.entries()) {
      for (const b of nodes.slice(index + 1)) {
        const isApart =
          a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + nodeHeight <= b.y || b.y + nodeHeight <= a.y;
        expect(isApart, `${a.status} and ${b.status}`).toBe(true);
      }
    }
  });

  test('has each arrow begin at one node and end at the other', () => {
    for (const { from, to, path } of edges) {
      const [start, end] = endsOf(path);
      expect(distance(nodeOf(from), start), `${from} to ${to}`).toBeLessThanOrEqual(1);
      expect(distance(nodeOf(to), end), `${from} to ${to}`).toBeLessThanOrEqual(3);
    }
  });

  test('has the ways of the life cycle', () => {
    expect(waysFrom('PENDING')).toEqual(['FAILED', 'STARTED']);
    expect(waysFrom('STARTED')).toEqual(['DESTROYING', 'STOPPING']);
    expect(waysFrom('STOPPING')).toEqual(['FAILED', 'STOPPED']);
    expect(waysFrom('STOPPED')).toEqual(['DESTROYING', 'STARTING']);
    expect(waysFrom('STARTING')).toEqual(['FAILED', 'STARTED']);
    expect(waysFrom('DESTROYING')).toEqual(['DESTROYED', 'FAILED']);
    expect(waysFrom('FAILED')).toEqual(['DESTROYING', 'STARTING', 'STOPPING']);
    expect(waysFrom('DESTROYED')).toEqual([]);
  });
});

describe('placeDots', () => {
  test('puts each instance into its status', () => {
    const [dot] = placeDots([instance(1, 'STOPPED')]);
    expect(distance(nodeOf('STOPPED'), dot!)).toBe(0);
  });

  test('leaves out what does not fit, and what has no place', () => {
    const many = Array.from({ length: 50 }, (_, index) => instance(index, 'STARTED'));
    const dots = placeDots([...many, instance(60, 'SCALING_UP')]);
    expect(dots.length).toBeGreaterThan(3);
    expect(dots.length).toBeLessThan(50);
    expect(dots[0]!.uuid).toBe('uuid-49');
    for (const dot of dots) expect(distance(nodeOf('STARTED'), dot)).toBe(0);
    expect(countByStatus(many).get('STARTED')).toBe(50);
  });
});

interface Point {
  x: number;
  y: number;
}

/** Where a path of the commands M, H, V and C begins and ends. */
function endsOf(path: string): [start: Point, end: Point] {
  const points: Point[] = [];
  for (const [, command, values] of path.matchAll(/([MHVC])([^MHVC]+)/g)) {
    const numbers = values!
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    const last = points.at(-1);
    if (command === 'H') points.push({ x: numbers[0]!, y: last!.y });
    else if (command === 'V') points.push({ x: last!.x, y: numbers[0]! });
    else points.push({ x: numbers.at(-2)!, y: numbers.at(-1)! });
  }
  return [points[0]!, points.at(-1)!];
}

function distance({ x, y, width }: Point & { width: number }, point: Point): number {
  return Math.hypot(nearest(x, width, point.x) - point.x, nearest(y, nodeHeight, point.y) - point.y);
}

function nearest(start: number, length: number, value: number): number {
  return Math.max(start, Math.min(start + length, value));
}
