import type { Document } from '../../contract/document.ts';

/** An error of a document with the operations that return it. */
interface ErrorText {
  readonly status: string;
  readonly text: string;
  readonly summary: string;
  readonly operations: string[];
}

interface Example {
  readonly summary?: string;
  readonly value?: { readonly error?: string };
}

interface Described {
  readonly content?: Readonly<Record<string, { readonly examples?: Readonly<Record<string, Example>> }>>;
}

const methods = new Set(['get', 'put', 'post', 'delete', 'patch']);
const operationsShown = 5;

/**
 * Renders the errors of a Turso document as a Markdown table: each text with its status, its reason and its operations.
 * The texts are the examples of the responses.
 */
export function renderErrors(document: Document): string {
  const [errors, total] = errorsOf(document);
  return [
    '| Status | Text | When | Operations |',
    '| --- | --- | --- | --- |',
    ...errors.map(
      ({ status, text, summary, operations }) =>
        `| ${status} | \`${text}\`${/\binferred\)/.test(summary) ? ' †' : ''} | ${reasonOf(summary)} | ${shown(operations, total)} |`,
    ),
  ].join('\n');
}

/** @returns the errors in the order of their status and text, and the number of operations */
function errorsOf(document: Document): [errors: ErrorText[], total: number] {
  const errors = new Map<string, ErrorText>();
  let total = 0;
  for (const item of Object.values(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(item as Record<string, Operation>)) {
      if (!methods.has(method)) continue;
      total += 1;
      for (const [status, response] of Object.entries(operation.responses)) {
        if (!/^[45]\d\d$/.test(status)) continue;
        for (const [text, summary] of textsOf(document, response)) {
          const key = `${status} ${text}`;
          const error = errors.get(key) ?? { status, text, summary, operations: [] };
          if (!error.operations.includes(operation.operationId)) error.operations.push(operation.operationId);
          errors.set(key, error);
        }
      }
    }
  }
  return [[...errors].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, error]) => error), total];
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

function textsOf(document: Document, response: unknown): [text: string, summary: string][] {
  const { content = {} } = resolved(document, response) as Described;
  return Object.values(content)
    .flatMap(({ examples = {} }) => Object.values(examples))
    .map((example) => resolved(document, example) as Example)
    .flatMap(({ summary = '', value }) => (value?.error === undefined ? [] : [[value.error, summary]]));
}

/** Follows a reference to a component. */
function resolved(document: Document, value: unknown): unknown {
  const { $ref } = value as { readonly $ref?: string };
  if ($ref === undefined) return value;
  const parts = $ref.slice('#/'.length).split('/');
  return parts.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], document);
}

/** The mark † replaces the remark about inferred texts. */
function reasonOf(summary: string): string {
  return summary.replace(/ \((?:text |status )?inferred\)$/, '');
}

function shown(operations: readonly string[], total: number): string {
  if (operations.length === total) return 'all';
  if (operations.length > operationsShown) return `${operations.length} operations`;
  return operations.map((each) => `\`${each}\``).join(', ');
}
