import { isDeepStrictEqual } from 'node:util';
import { type Document, type Reference, resolveRef, type Schema } from '../contract/document.ts';
import { escapeToken } from '../contract/json-pointer.ts';
import type { Difference } from './difference.ts';
import { operationsOf, type PlacedOperation, type AffectedOperations } from './affected-operations.ts';

/** A breaking change that Redocly's rules do not find. All of them concern requests. */
type Finding = Omit<Difference, 'operations'>;

/** The members of a schema that these rules read. */
interface Node extends Omit<Schema, 'default' | 'items' | 'additionalProperties'> {
  readonly default?: unknown;
  readonly readOnly?: boolean;
  readonly items?: Node | Reference;
  readonly additionalProperties?: boolean | Node | Reference;
}

/**
 * Finds the breaking changes of requests.
 *
 * @param findOperations finds the operations of a place in the released document
 */
export function requestDifferences(
  released: Document,
  present: Document,
  findOperations: AffectedOperations,
): Difference[] {
  const findings = new Map<string, Finding>();
  const later = new Map(operationsOf(present).map((placed) => [shapeOf(placed), placed]));
  for (const was of operationsOf(released)) {
    const is = later.get(shapeOf(was));
    if (!is) continue;
    // Several operations may share a component; report its difference once.
    for (const finding of compareOperations(released, present, was, is)) {
      findings.set(`${finding.rule} ${finding.place}`, finding);
    }
  }
  return [...findings.values()].map((finding) => ({ ...finding, operations: findOperations(finding.place) }));
}

/** Method and path, without the names of parameters. */
function shapeOf({ method, path }: PlacedOperation): string {
  return `${method} ${path.replaceAll(/\{[^{}]*\}/g, '{}')}`;
}

function compareOperations(
  released: Document,
  present: Document,
  was: PlacedOperation,
  is: PlacedOperation,
): Finding[] {
  const item = `/paths/${escapeToken(was.path)}`;
  const findings: Finding[] = [];
  if (was.path !== is.path) {
    findings.push({
      rule: 'path-parameter-renamed',
      message: `The path is now written \`${is.path}\`: a typed client names its parameters.`,
      place: item,
      before: was.path,
      after: is.path,
    });
  }
  const bodyIs = is.operation.requestBody && resolveRef(present, is.operation.requestBody);
  if (!was.operation.requestBody && bodyIs?.required) {
    const message = 'A request body became required, where there was none.';
    const place = `${item}/${was.method}`;
    findings.push({ rule: 'request-body-added', message, place, before: undefined, after: is.operation.requestBody });
  }
  const schemas = new SchemaComparison(released, present);
  const laterSchemas = sent(present, is);
  for (const [name, { schema, pointer }] of sent(released, was)) {
    const other = laterSchemas.get(name);
    if (other) schemas.compare(schema, other.schema, pointer, name);
  }
  return [...findings, ...schemas.findings];
}

interface Sent {
  readonly schema: Node | Reference;
  readonly pointer: string;
}

/** The schemas of a request: parameters by place and name, bodies by media type. */
function sent(document: Document, { path, item, method, operation }: PlacedOperation): Map<string, Sent> {
  const at = `/paths/${escapeToken(path)}`;
  const lists = [
    [item.parameters ?? [], `${at}/parameters`],
    [operation.parameters ?? [], `${at}/${method}/parameters`],
  ] as const;
  const found = new Map<string, Sent>();
  for (const [nodes, pointer] of lists) {
    nodes.forEach((node, index) => {
      const parameter = resolveRef(document, node);
      const own = targetOf(node, `${pointer}/${index}`);
      found.set(`${parameter.in} \`${parameter.name}\``, { schema: parameter.schema ?? {}, pointer: `${own}/schema` });
    });
  }
  if (operation.requestBody) {
    const own = targetOf(operation.requestBody, `${at}/${method}/requestBody`);
    for (const [type, { schema = {} }] of Object.entries(resolveRef(document, operation.requestBody).content)) {
      found.set(`body ${type}`, { schema, pointer: `${own}/content/${escapeToken(type)}/schema` });
    }
  }
  return found;
}

function targetOf(node: object | Reference, pointer: string): string {
  return '$ref' in node ? node.$ref.slice(1) : pointer;
}

/** Walks two schemas side by side, as far as they have the same structure. */
class SchemaComparison {
  readonly findings: Finding[] = [];
  readonly #released: Document;
  readonly #present: Document;
  readonly #visited = new Set<string>();

  constructor(released: Document, present: Document) {
    this.#released = released;
    this.#present = present;
  }

  /** @param name the name of the value in messages */
  compare(beforeNode: Node | Reference, afterNode: Node | Reference, at: string, name: string): void {
    const place = targetOf(beforeNode, at);
    if (this.#visited.has(place)) return;
    this.#visited.add(place);
    const was = resolveRef<Node>(this.#released, beforeNode);
    const is = resolveRef<Node>(this.#present, afterNode);
    if (was.default !== undefined && !isDeepStrictEqual(was.default, is.default)) {
      const now = is.default === undefined ? 'there is none' : `it is ${JSON.stringify(is.default)}`;
      const message = `The default of ${name} was ${JSON.stringify(was.default)}; now ${now}.`;
      this.findings.push({
        rule: 'default-changed',
        message,
        place: `${place}/default`,
        before: was.default,
        after: is.default,
      });
    }
    if (is.readOnly && !was.readOnly) {
      const message = `${name} can no longer be sent: it is read-only.`;
      this.findings.push({ rule: 'request-read-only', message, place, before: false, after: true });
    }
    this.#compareProperties(was, is, place);
    if (was.items && is.items) this.compare(was.items, is.items, `${place}/items`, `an item of ${name}`);
    if (typeof was.additionalProperties === 'object' && typeof is.additionalProperties === 'object') {
      const inner = `${place}/additionalProperties`;
      this.compare(was.additionalProperties, is.additionalProperties, inner, `a property of ${name}`);
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
      const [before, after] = [was[keyword] ?? [], is[keyword] ?? []];
      if (before.length !== after.length) continue;
      before.forEach((part, index) => this.compare(part, after[index]!, `${place}/${keyword}/${index}`, name));
    }
  }

  #compareProperties(was: Node, is: Node, place: string): void {
    for (const [key, property] of Object.entries(was.properties ?? {})) {
      const pointer = `${place}/properties/${escapeToken(key)}`;
      const other = is.properties?.[key];
      if (other) {
        this.compare(property, other, pointer, `\`${key}\``);
      } else if (is.properties) {
        const message = `Property \`${key}\` of the request was removed.`;
        this.findings.push({
          rule: 'request-property-removed',
          message,
          place: pointer,
          before: property,
          after: undefined,
        });
      }
    }
  }
}
