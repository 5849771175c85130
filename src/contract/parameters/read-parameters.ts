import type { Document, ParameterObject, Reference } from '../document.ts';
import { resolveRef } from '../document.ts';
import { exampleOf } from '../media-examples.ts';
import { escapeToken } from '../json-pointer.ts';
import { isJson } from '../media-type.ts';
import type { Parameter } from '../operation.ts';
import type { Schemas } from '../schemas.ts';
import { textOf } from './format.ts';
import { readShape } from './shape.ts';
import { contentParameter, isPlainParameter, styleParameter } from './styled.ts';

/** A parameter object of a document, and where it stands. */
interface Found {
  readonly parameter: ParameterObject;
  readonly pointer: string;
}

/** The parameters of a path item and of its operation, with their JSON Pointers. */
export type ParameterNodes = readonly (readonly [node: ParameterObject | Reference, pointer: string])[];

/** Headers that OpenAPI keeps for itself: a parameter with such a name is ignored. */
const ignoredHeaders: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** Reads the parameters of an operation. If two have the same name and place, the later one counts. */
export function readParameters(document: Document, schemas: Schemas, nodes: ParameterNodes): Parameter[] {
  const found = new Map<string, Found>();
  for (const [node, pointer] of nodes) {
    const parameter = resolveRef(document, node);
    if (parameter.in === 'header' && ignoredHeaders.has(parameter.name.toLowerCase())) continue;
    found.set(`${parameter.in} ${parameter.name}`, { parameter, pointer: targetOf(node, pointer) });
  }
  const all = [...found.values()];
  return all.map((each) => readParameter(document, schemas, each, all));
}

function readParameter(
  document: Document,
  schemas: Schemas,
  { parameter, pointer }: Found,
  all: readonly Found[],
): Parameter {
  const { name, in: place, required = false } = parameter;
  const [content] = Object.entries(parameter.content ?? {});
  const schema = content ? content[1].schema : parameter.schema;
  const shape = readShape(document, schema);
  const others = new Set(
    all.filter(({ parameter: each }) => each.in === place && each.name !== name).map((each) => each.parameter.name),
  );
  const styled = content
    ? contentParameter(parameter, isJson(content[0]))
    : isPlainParameter(parameter, shape)
      ? undefined
      : styleParameter(parameter, shape, { isOther: (key) => others.has(key) });
  const value = exampleOf(document, content ? { ...content[1], ...parameter } : parameter, schema);
  const at = content ? `${pointer}/content/${escapeToken(content[0])}` : pointer;
  return {
    name,
    in: place,
    required: required || place === 'path',
    isInteger: schema !== undefined && schemas.isInteger(schema),
    read: shape.read,
    check: schemas.check(
      schema === undefined ? undefined : `${at}/schema`,
      `/${place}/${escapeToken(name)}`,
      'request',
    ),
    example: value === undefined ? '' : textOf(value),
    exampleValue: value,
    ...(styled && { styled }),
  };
}

/** Where a node really stands: a reference's target, else the place it was found in. */
export function targetOf(node: object, pointer: string): string {
  return '$ref' in node ? decodeURIComponent(String(node.$ref).slice(1)) : pointer;
}
