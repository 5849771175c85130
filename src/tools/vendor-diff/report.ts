import type { Change, Comparison, Extra, Part } from '../comparison/compare.ts';

/** The words for the parts of a document. */
const partNames: Record<Part, string> = {
  operation: 'operation',
  parameter: 'parameter',
  request: 'request field',
  response: 'response field',
  status: 'status',
};

/** Formats every difference for a terminal, one a line: `+` is added by us, `-` lacked, `~` described otherwise. */
export function formatDifferences({ added, lacked, changed }: Comparison): string {
  return [
    ...added.map((extra) => `+ ${formatExtra(extra)}`),
    ...changed.map((change) => `~ ${formatChange(change)}`),
    ...lacked.map((extra) => `- ${formatExtra(extra)}`),
  ].join('\n');
}

/** Formats how many differences there are, in a sentence. */
export function formatCounts({ common, added, lacked, changed }: Comparison): string {
  return `${common.length} operations in both; ours add ${added.length} things, describe ${changed.length} otherwise and lack ${lacked.length}`;
}

function formatExtra({ operation, part, name }: Extra): string {
  if (part === 'operation') return `${operation.id}: ${operation.method} ${operation.path}`;
  return `${operation.id}: ${partNames[part]} ${name}`;
}

function formatChange({ operation, part, name, about, ours, theirs }: Change): string {
  return `${operation.id}: ${`${partNames[part]} ${name}`.trim()}, ${about}: ${theirs} → ${ours}`;
}
