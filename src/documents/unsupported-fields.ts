import { isKnownMethod, methods } from '../contract/document.ts';
import { isJson } from '../contract/media-type.ts';
import { isObject } from './is-object.ts';
import type { Report } from './report.ts';
import { childPointer } from './source.ts';

/**
 * Fields that change nothing here, by the kind of their object, with the reason. All but `servers` and `externalValue` are
 * of OpenAPI 3.2.
 */
const ignored: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  document: { $self: 'is ignored: references are resolved from the place of the file' },
  example: { externalValue: 'is ignored: Mockplane does not fetch addresses; write the value into the document' },
  pathItem: { servers: 'is ignored: the path is served under the servers of the document' },
  operation: { servers: 'is ignored: the operation is served under the servers of the document' },
  mediaType: {
    itemSchema: 'is ignored: the items of a stream are neither checked nor generated',
    prefixEncoding: 'is ignored: the parts of the body are read without it',
    itemEncoding: 'is ignored: the parts of the body are read without it',
  },
};

/**
 * Reports fields that Mockplane does not imitate, and gives the other ones of OpenAPI 3.2 the form of 3.1.
 *
 * @param kind of the object, as in `shapes`
 */
export function checkUnsupportedFields(
  node: Record<string, unknown>,
  kind: string,
  pointer: string,
  report: Report,
  remove: () => void,
): void {
  for (const [field, message] of Object.entries(ignored[kind] ?? {})) {
    if (node[field] !== undefined) report('warning', childPointer(pointer, field), message, () => {});
  }
  if (kind === 'example') toValue(node);
  if (kind === 'parameter' && node['in'] === 'querystring') {
    report('warning', pointer, 'is ignored: Mockplane does not read the whole query as one parameter', remove);
  }
  if (kind === 'pathItem') checkAdditionalOperations(node, pointer, report);
}

/** Parses the examples of JSON that OpenAPI 3.2 has as text: `serializedValue`. @param mediaType of the content */
export function parseSerializedExamples(content: unknown, mediaType: string): void {
  if (!isObject(content) || !isObject(content['examples']) || !isJson(mediaType)) return;
  for (const example of Object.values(content['examples'])) {
    if (!isObject(example) || typeof example['serializedValue'] !== 'string') continue;
    try {
      example['dataValue'] ??= JSON.parse(example['serializedValue']);
    } catch {
      // The text is sent as it is, and then does not fit its schema.
    }
  }
}

/** Both fields of 3.2 that hold an example become the one of 3.1. */
function toValue(example: Record<string, unknown>): void {
  const { dataValue, serializedValue } = example;
  if (example['value'] !== undefined) return;
  if (dataValue !== undefined) example['value'] = dataValue;
  else if (serializedValue !== undefined) example['value'] = serializedValue;
}

function checkAdditionalOperations(item: Record<string, unknown>, pointer: string, report: Report): void {
  const operations = item['additionalOperations'];
  if (typeof operations !== 'object' || operations === null) return;
  for (const method of Object.keys(operations)) {
    const at = childPointer(childPointer(pointer, 'additionalOperations'), method);
    const remove = (): void => {
      delete (operations as Record<string, unknown>)[method];
    };
    const own = methods.find((each) => each === method.toLowerCase());
    if (own !== undefined) report('error', at, `must be the field ${own} of the path item`, remove);
    else if (!isKnownMethod(method)) {
      report('warning', at, `is not served: Node refuses the method ${method}`, remove);
    }
  }
}
