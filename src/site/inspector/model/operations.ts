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
  if (id !== '*') return operations.find((operation) => operation.id === id)?.statuses ?? [];
  const [first, ...rest] = operations;
  return (first?.statuses ?? [])
    .filter(({ status }) => rest.every((operation) => operation.statuses.some((other) => other.status === status)))
    .map(({ status }) => ({ status, examples: [] }));
}

/** The link to an operation in the reference, relative to the inspector's page. */
export function referenceLink(operation: Operation): string {
  return `../docs/${operationAnchor({ name: operation.api }, operation)}`;
}
