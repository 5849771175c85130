import type { Contract } from '../contract/contract.ts';
import { type Method, type ResponseObject, resolveRef } from '../contract/document.ts';
import type { Operation } from '../contract/operation.ts';

/** The members of an OpenAPI Link Object that the suite follows. */
interface Link {
  readonly parameters?: Readonly<Record<string, string>>;
}

const fromBody = '$response.body#';

/** Reads from the contract's links which values of a response name the new thing: parameter → JSON Pointer. */
export function linkedParameters({ document }: Contract, operation: Operation, status: number): Map<string, string> {
  const node = document.paths[operation.path]?.[operation.method.toLowerCase() as Method]?.responses[String(status)];
  const { links = {} } = node ? resolveRef(document, node as ResponseObject & { links?: Record<string, Link> }) : {};
  const parameters = Object.values(links).flatMap((link) => Object.entries(link.parameters ?? {}));
  return new Map(
    parameters
      .filter(([, expression]) => expression.startsWith(fromBody))
      .map(([name, expression]) => [name, expression.slice(fromBody.length)]),
  );
}
