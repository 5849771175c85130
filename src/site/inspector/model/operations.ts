import { operationAnchor } from '../../operation-anchor.ts';

/** An operation of a mocked API, as `operations.json` lists it. */
export interface Operation {
  /** The API's name in links into the reference. */
  readonly api: string;
  readonly id: string;
  readonly tag: string;
  /** The documented statuses, each with the names of its examples. */
  readonly statuses: readonly { readonly status: number; readonly examples: readonly string[] }[];
  /** Whether it starts a transition, which a fault rule can make fail. */
  readonly startsTransition: boolean;
}

/** The documented statuses of an operation; for `*`, the statuses that all operations have. */
export function statusesOf(operations: readonly Operation[], id: string): Operation['statuses'] {
  if (id !== '*') return mergeStatuses(operations.filter((operation) => operation.id === id));
  const [first, ...rest] = operations;
  return (first?.statuses ?? [])
    .filter(({ status }) => rest.every((operation) => operation.statuses.some((other) => other.status === status)))
    .map(({ status }) => ({ status, examples: [] }));
}

/** The statuses of all editions of an operation. */
function mergeStatuses(editions: readonly Operation[]): Operation['statuses'] {
  const merged = new Map<number, Set<string>>();
  for (const { status, examples } of editions.flatMap(({ statuses }) => statuses)) {
    merged.set(status, new Set([...(merged.get(status) ?? []), ...examples]));
  }
  return [...merged]
    .map(([status, examples]) => ({ status, examples: [...examples] }))
    .toSorted((a, b) => a.status - b.status);
}

/** Finds an operation of an API, in its first edition that has it. */
export function findOperation(
  operations: readonly Operation[],
  api: string | undefined,
  id: string,
): Operation | undefined {
  return operations.find((each) => each.id === id && (each.api === api || each.api.startsWith(`${api}-`)));
}

/** The link to an operation in the reference, relative to the inspector's page. */
export function referenceLink(operation: Operation): string {
  return `../docs/${operationAnchor({ name: operation.api }, operation)}`;
}
