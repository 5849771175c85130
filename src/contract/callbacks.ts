import {
  type CallbackObject,
  type Document,
  operationsOf,
  type PathItem,
  type Reference,
  resolveRef,
} from './document.ts';
import { escapeToken } from './json-pointer.ts';
import type { Callback } from './operation.ts';
import { targetOf } from './parameters/read-parameters.ts';

/** Lists the callbacks of an operation. @param pointer to its `callbacks` */
export function readCallbacks(
  document: Document,
  callbacks: Readonly<Record<string, CallbackObject | Reference>>,
  pointer: string,
): Callback[] {
  return Object.entries(callbacks).flatMap(([name, node]) => {
    const items = resolveRef<CallbackObject>(document, node);
    const at = targetOf(node, `${pointer}/${escapeToken(name)}`);
    return Object.entries(items)
      .filter(([expression]) => !expression.startsWith('x-'))
      .flatMap(([expression, item]) => readItem(document, name, expression, item, `${at}/${escapeToken(expression)}`));
  });
}

/** Lists the webhooks of a document. */
export function readWebhooks(document: Document): Callback[] {
  return Object.entries(document.webhooks ?? {}).flatMap(([name, node]) =>
    readItem(document, name, undefined, node, `/webhooks/${escapeToken(name)}`),
  );
}

function readItem(
  document: Document,
  name: string,
  expression: string | undefined,
  node: PathItem | Reference,
  pointer: string,
): Callback[] {
  const item = resolveRef<PathItem>(document, node);
  return operationsOf(item).map(({ method, operation, place }) => {
    const { operationId: id, summary } = operation;
    return { name, expression, method, id, summary, pointer: `${targetOf(node, pointer)}/${place}` };
  });
}
