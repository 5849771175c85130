import type { Field, Fields } from './fields.ts';
import type { OperationShape } from './operations.ts';

/** The part of a document that differs. Fields of bodies are those of requests and of responses with status 200. */
export type Part = 'operation' | 'parameter' | 'request' | 'response' | 'status';

/** Something that one document has and the other lacks. */
export interface Extra {
  readonly operation: OperationShape;
  readonly part: Part;
  /** The parameter, the field of the body, or the status; empty for a whole operation. */
  readonly name: string;
  readonly deprecated: boolean;
}

/** Something that both documents have, and describe differently. */
export interface Change {
  readonly operation: OperationShape;
  readonly part: Part;
  readonly name: string;
  /** The property of the description that differs. */
  readonly about: 'type' | 'format' | 'values' | 'required' | 'bounds' | 'deprecated' | 'body' | 'security';
  readonly ours: string;
  readonly theirs: string;
}

/** The differences between two documents. */
export interface Comparison {
  /** The operations of both. */
  readonly common: readonly OperationShape[];
  readonly added: readonly Extra[];
  readonly lacked: readonly Extra[];
  readonly changed: readonly Change[];
}

type Operations = ReadonlyMap<string, OperationShape>;

/** Compares our operations with theirs: everything that ours add, lack and describe otherwise. */
export function compare(ours: Operations, theirs: Operations): Comparison {
  const common = [...ours.keys()].filter((key) => theirs.has(key));
  const pairs = common.map((key) => [ours.get(key)!, theirs.get(key)!] as const);
  return {
    common: common.map((key) => ours.get(key)!),
    added: [...extraOperations(ours, theirs), ...pairs.flatMap(([own, other]) => extrasOf(own, own, other))],
    lacked: [...extraOperations(theirs, ours), ...pairs.flatMap(([own, other]) => extrasOf(own, other, own))],
    changed: pairs.flatMap(([own, other]) => changesOf(own, other)),
  };
}

function extraOperations(some: Operations, others: Operations): Extra[] {
  return [...some]
    .filter(([key]) => !others.has(key))
    .map(([, operation]) => ({ operation, part: 'operation', name: '', deprecated: operation.isDeprecated }));
}

/** Lists everything that `some` has and `others` lacks, as differences of `operation`. */
function extrasOf(operation: OperationShape, some: OperationShape, others: OperationShape): Extra[] {
  const beyond = (part: Part, fields: Fields | undefined, other: Fields | undefined): Extra[] =>
    [...(fields ?? [])]
      .filter(([name]) => name !== '' && !other?.has(name))
      .map(([name, { deprecated }]) => ({ operation, part, name, deprecated }));
  const statuses = [...some.replies.keys()]
    .filter((status) => !others.replies.has(status))
    .map((name): Extra => ({ operation, part: 'status', name, deprecated: false }));
  return [
    ...beyond('parameter', some.parameters, others.parameters),
    ...beyond('request', some.request, others.request),
    ...beyond('response', some.replies.get('200'), others.replies.get('200')),
    ...statuses,
  ];
}

function changesOf(ours: OperationShape, theirs: OperationShape): Change[] {
  const changes: Change[] = [];
  const note = (part: Change['part'], name: string, about: Change['about'], own: string, other: string): void => {
    if (own !== other) changes.push({ operation: ours, part, name, about, ours: own, theirs: other });
  };
  const compareFields = (part: Change['part'], own: Fields | undefined, other: Fields | undefined): void => {
    for (const [name, field] of own ?? []) {
      const their = other?.get(name);
      if (!their) continue;
      for (const about of ['type', 'format', 'values', 'required', 'bounds', 'deprecated'] as const) {
        note(part, name, about, wordOf(field, about), wordOf(their, about));
      }
    }
  };
  note('operation', '', 'security', ours.isSecured ? 'required' : 'none', theirs.isSecured ? 'required' : 'none');
  note('request', '', 'body', ours.request ? 'a body' : 'no body', theirs.request ? 'a body' : 'no body');
  compareFields('parameter', ours.parameters, theirs.parameters);
  compareFields('request', ours.request, theirs.request);
  compareFields('response', ours.replies.get('200'), theirs.replies.get('200'));
  for (const [status, body] of ours.replies) {
    if (!theirs.replies.has(status)) continue;
    note('status', status, 'body', body ? 'a body' : 'no body', theirs.replies.get(status) ? 'a body' : 'no body');
  }
  return changes;
}

function wordOf(field: Field, about: 'type' | 'format' | 'values' | 'required' | 'bounds' | 'deprecated'): string {
  switch (about) {
    case 'type':
      return field.type;
    case 'format':
      return field.format ?? 'none';
    case 'values':
      return field.values?.join(', ') ?? 'any';
    case 'required':
      return field.required ? 'required' : 'optional';
    case 'bounds':
      return field.bounded ? 'bounded' : 'unbounded';
    case 'deprecated':
      return field.deprecated ? 'deprecated' : 'current';
    default:
      return about satisfies never;
  }
}
