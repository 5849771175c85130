import type { QueryPlan } from './connection.ts';

/** The facts that an estimate is made of. */
export interface PlanFacts {
  readonly rowsOf: (table: string) => number;
  /** Rows that came out, or were changed. */
  readonly returned: number;
  readonly limit: number | undefined;
}

interface Node {
  readonly detail: string;
  readonly children: Node[];
}

/**
 * Estimates the rows that a statement read from its plan. Loops that stand beside each other are nested in each other.
 *
 * Compared with the counters of a real server for the statements of its recorded replies, it is right for most and near
 * for the rest.
 */
export function estimatePlan(plan: QueryPlan, facts: PlanFacts): number {
  return Math.round(estimateLevel(treeOf(plan), facts, true));
}

function treeOf(plan: QueryPlan): Node[] {
  const roots: Node[] = [];
  const nodes = new Map<bigint, Node>();
  for (const [id, parent, detail] of plan) {
    const node: Node = { detail, children: [] };
    nodes.set(id, node);
    (nodes.get(parent)?.children ?? roots).push(node);
  }
  return roots;
}

function estimateLevel(nodes: readonly Node[], facts: PlanFacts, isOutermost: boolean): number {
  const loops = nodes.filter(({ detail }) => /^(?:SCAN|SEARCH) /.test(detail));
  const isSorted = nodes.some(({ detail }) => detail.startsWith('USE TEMP B-TREE'));
  const { returned, limit } = facts;
  let outer = 1;
  let total = 0;
  const isAlone = isOutermost && loops.length === 1;
  for (const { detail } of loops) {
    // A scan that ends at its LIMIT reads about what it returns; the size of the table need not be known.
    const isCutShort = isAlone && !isSorted && limit !== undefined;
    const read = isCutShort ? returned : rowsOfLoop(detail, facts, isAlone ? returned : 1);
    total += outer * read;
    outer *= Math.max(read, 1);
  }
  if (isSorted) total += isOutermost ? Math.max(returned, 0) : total;
  for (const { detail, children } of nodes) {
    if (children.length === 0) continue;
    const times = detail.startsWith('CORRELATED') ? Math.max(outer, 1) : 1;
    total += times * estimateLevel(children, facts, /^(?:COMPOUND|LEFT-MOST|UNION ALL|MULTI-INDEX)/.test(detail));
  }
  return total;
}

function rowsOfLoop(detail: string, { rowsOf }: PlanFacts, returned: number): number {
  const [, verb, name = ''] = /^(SCAN|SEARCH) (\S+)/.exec(detail) ?? [];
  if (/^\(|^CONSTANT$|^\d/.test(name)) return 0;
  // The search for a minimum or maximum without an index is a scan.
  if (verb === 'SEARCH' && detail.includes(' USING ')) return detail.includes('(rowid=?)') ? 1 : Math.max(returned, 1);
  if (detail.includes('VIRTUAL TABLE')) return returned;
  return rowsOf(name);
}
