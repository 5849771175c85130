import { operationAnchor } from '../../operation-anchor.ts';

/** An operation of the two APIs, as far as the inspector offers and links it. */
export interface Operation {
  readonly api: ApiName;
  readonly id: string;
  readonly tag: string;
  /** The documented statuses, each with the names of its examples. */
  readonly statuses: readonly { readonly status: number; readonly examples: readonly string[] }[];
}

export const apiNames = ['turso', 'lambda'] as const;
export type ApiName = (typeof apiNames)[number];

interface Reference {
  readonly $ref?: string;
}
interface ResponseNode extends Reference {
  readonly content?: Record<string, { readonly examples?: Record<string, unknown> }>;
}
interface OperationNode {
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly responses?: Record<string, ResponseNode>;
}
export interface Document {
  readonly paths?: Record<string, Record<string, OperationNode>>;
  readonly components?: { readonly responses?: Record<string, ResponseNode> };
}

/** The operations of a bundled document. */
export function readOperations(api: ApiName, document: Document): Operation[] {
  return Object.values(document.paths ?? {}).flatMap((item) =>
    Object.values(item).flatMap(({ operationId, tags, responses = {} }) => {
      if (operationId === undefined) return [];
      const statuses = Object.entries(responses)
        .filter(([status]) => /^\d{3}$/.test(status))
        .map(([status, node]) => ({ status: Number(status), examples: examplesOf(resolve(document, node)) }));
      return [{ api, id: operationId, tag: tags?.[0] ?? '', statuses }];
    }),
  );
}

/** The documented statuses of an operation; for `*`, those that all operations have. */
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

function examplesOf({ content = {} }: ResponseNode): string[] {
  return Object.values(content).flatMap(({ examples }) => Object.keys(examples ?? {}));
}

function resolve({ components }: Document, node: ResponseNode): ResponseNode {
  const name = /^#\/components\/responses\/(.+)$/.exec(node.$ref ?? '')?.[1];
  return name === undefined ? node : (components?.responses?.[name] ?? {});
}
