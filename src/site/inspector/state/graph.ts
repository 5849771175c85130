import { groupBy } from '../model/group-by.ts';
import type { LambdaInstanceRow } from '../model/schemas.ts';

export type Status = LambdaInstanceRow['status'];

/** A status in the picture of the life cycle. */
export interface Node {
  readonly status: Status;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** A change from one status to another: by a request, or by a failure if `isFailure`. */
export interface Edge {
  readonly from: Status;
  readonly to: Status;
  /** SVG path data. */
  readonly path: string;
  readonly isFailure?: boolean;
}

/** A lambda instance at its status. */
export interface Dot {
  readonly uuid: string;
  readonly name: string;
  readonly status: Status;
  readonly x: number;
  readonly y: number;
}

export const graphWidth = 400;
export const graphHeight = 318;
export const nodeHeight = 54;

const width = 106;
const [left, middle, right] = [14, 147, 280];
const [row1, row2, row3, row4] = [6, 88, 170, 258];

export const nodes: readonly Node[] = [
  { status: 'PENDING', x: left, y: row1, width },
  { status: 'STARTED', x: middle, y: row1, width },
  { status: 'STARTING', x: left, y: row2, width },
  { status: 'STOPPING', x: middle, y: row2, width },
  { status: 'DESTROYING', x: right, y: row2, width },
  { status: 'STOPPED', x: middle, y: row3, width },
  { status: 'DESTROYED', x: right, y: row3, width },
  { status: 'FAILED', x: left, y: row4, width: right + width - left },
];

export const edges: readonly Edge[] = [
  { from: 'PENDING', to: 'STARTED', path: 'M120 33H145' },
  { from: 'STARTED', to: 'STOPPING', path: 'M200 60V86' },
  { from: 'STOPPING', to: 'STOPPED', path: 'M200 142V168' },
  { from: 'STOPPED', to: 'STARTING', path: 'M147 197C106 197 90 180 90 144' },
  { from: 'STARTING', to: 'STARTED', path: 'M92 88C98 66 118 50 145 48' },
  { from: 'STARTED', to: 'DESTROYING', path: 'M253 33C300 33 332 50 333 86' },
  { from: 'STOPPED', to: 'DESTROYING', path: 'M253 186C264 170 258 112 278 106' },
  { from: 'DESTROYING', to: 'DESTROYED', path: 'M333 142V168' },
  { from: 'PENDING', to: 'FAILED', path: 'M14 33C4 36 4 50 4 70V226C4 244 8 252 18 257', isFailure: true },
  { from: 'STARTING', to: 'FAILED', path: 'M34 142V256', isFailure: true },
  { from: 'STOPPING', to: 'FAILED', path: 'M147 126C134 136 134 160 134 190V256', isFailure: true },
  {
    from: 'DESTROYING',
    to: 'FAILED',
    path: 'M386 115C396 118 396 130 396 150V226C396 244 392 252 382 257',
    isFailure: true,
  },
  { from: 'FAILED', to: 'STARTING', path: 'M56 258V144' },
  { from: 'FAILED', to: 'STOPPING', path: 'M262 258V160C262 144 262 138 255 132' },
  { from: 'FAILED', to: 'DESTROYING', path: 'M271 258V160C271 144 271 138 278 132' },
];

export const dotRadius = 4.5;
const spacing = 12;
const countWidth = 34;

/** The number of dots that fit into a node beside its count. */
function room(node: Node): number {
  return Math.floor((node.width - 10 - countWidth) / spacing);
}

/** Counts instances by status, including statuses that the picture does not show. */
export function countByStatus(instances: readonly LambdaInstanceRow[]): Map<Status, number> {
  const counts = new Map<Status, number>();
  for (const { status } of instances) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

/** Places a dot for each instance at its status, the latest first. Dots that do not fit are left out. */
export function placeDots(instances: readonly LambdaInstanceRow[]): Dot[] {
  const byStatus = groupBy(instances.toReversed(), ({ status }) => status);
  return nodes.flatMap((node) =>
    (byStatus.get(node.status) ?? []).slice(0, room(node)).map(({ uuid, name, status }, index) => ({
      uuid,
      name,
      status,
      x: node.x + 9 + spacing / 2 + index * spacing,
      y: node.y + nodeHeight - 14,
    })),
  );
}

/** Whether a status changes by itself. */
export function isTransient(status: Status): boolean {
  return status.endsWith('ING') || status.startsWith('SCALING');
}
