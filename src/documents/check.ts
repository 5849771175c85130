import { operationsOf } from '../contract/document.ts';
import { valueAt } from '../contract/json-pointer.ts';
import { nearestName } from '../contract/nearest.ts';
import { checkReferences, isCircular } from './check-references.ts';
import { checkSchema, shown } from './check-schema.ts';
import { decode } from './decode.ts';
import { checkUnsupportedFields, parseSerializedExamples } from './unsupported-fields.ts';
import { isObject } from './is-object.ts';
import type { Report } from './report.ts';
import { type Shape, openShapes, shapes } from './shapes.ts';
import { childPointer } from './source.ts';

/** Checks the structure of an OpenAPI 3 document in one piece. */
export function checkDocument(document: Record<string, unknown>, report: Report): void {
  const paths = document['paths'];
  if (paths === undefined && document['webhooks'] === undefined && document['components'] === undefined) {
    report('error', '', 'must have paths', () => (document['paths'] = {}));
  }
  createWalk(document, report)(document, 'document', '', () => {});
  checkReferences(document, report);
  if (typeof paths === 'object' && paths !== null) checkPaths(document, paths as Record<string, unknown>, report);
}

type Remove = () => void;

function createWalk(document: Record<string, unknown>, report: Report) {
  const walk = (node: unknown, type: string, pointer: string, remove: Remove): void => {
    const [kind, inner] = type.split(':') as [string, string | undefined];
    if (node !== undefined && inner !== undefined) return walkAll(node, kind as 'list' | 'map', inner, pointer, remove);
    // The bundle has reported a reference that leads nowhere.
    if (node === undefined) return remove();
    if (kind === 'any') return;
    if (kind === 'text' || kind === 'flag' || kind === 'number')
      return checkScalar(node, kind, pointer, report, remove);
    if (kind === 'schema') return checkSchema(node, pointer, report, () => remove());
    const shape = shapes[kind]!;
    if (!isObject(node)) {
      return report('error', pointer, `must be ${shape.title}, not ${shown(node)}`, remove);
    }
    if (typeof node['$ref'] === 'string') {
      // The bundle has made sure that the target exists.
      const target = valueAt(document, decode(node['$ref'].slice(1)));
      if (!isObject(target)) report('error', pointer, `must refer to ${shape.title}`, remove);
      else if (isCircular(document, node['$ref'])) {
        report('error', childPointer(pointer, '$ref'), 'leads back to itself', remove);
      }
      return;
    }
    checkFields(node, shape, kind, pointer, remove);
  };

  const walkAll = (node: unknown, kind: 'list' | 'map', inner: string, pointer: string, remove: Remove): void => {
    if (kind === 'list') {
      if (!Array.isArray(node)) return report('error', pointer, `must be a list, not ${shown(node)}`, remove);
      // From the last, so that what is removed does not move the others.
      for (let index = node.length - 1; index >= 0; index--) {
        walk(node[index], inner, childPointer(pointer, index), () => {
          node.splice(index, 1);
        });
      }
      return;
    }
    if (!isObject(node)) return report('error', pointer, `must be an object, not ${shown(node)}`, remove);
    for (const [name, member] of Object.entries(node)) {
      if (inner === 'mediaType' && !name.includes('/') && !pointer.endsWith('/mediaTypes')) {
        report('warning', childPointer(pointer, name), 'is no media type and is ignored', () => {});
        delete node[name];
        continue;
      }
      if (name.startsWith('x-') && inner !== 'header' && inner !== 'schema') continue;
      // OpenAPI 3.2 lets a media type be a reference, which its readers do not follow.
      const target = inner === 'mediaType' ? deref(document, member) : member;
      if (target !== member && isObject(target)) node[name] = target;
      if (inner === 'mediaType') parseSerializedExamples(node[name], name);
      walk(node[name], inner, childPointer(pointer, name), () => {
        if (inner === 'schema') node[name] = {};
        else delete node[name];
      });
    }
  };

  const checkFields = (
    node: Record<string, unknown>,
    shape: Shape,
    kind: string,
    pointer: string,
    remove: Remove,
  ): void => {
    for (const name of shape.required ?? []) {
      if (node[name] === undefined) report('error', pointer, `must have ${name}, as ${shape.title} does`, remove);
    }
    for (const [name, value] of Object.entries(node)) {
      const at = childPointer(pointer, name);
      const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
      if (field !== undefined) {
        walk(value, field, at, () => {
          delete node[name];
        });
      } else if (!name.startsWith('x-') && !openShapes.has(kind)) {
        const near = nearestName(name, Object.keys(shape.fields));
        const hint = near === undefined ? '' : `; did you mean ${near}?`;
        report('warning', at, `is no field of ${shape.title} and is ignored${hint}`, () => {});
      }
    }
    if (isObject(node['examples']) && node['example'] !== undefined) {
      // The library that raises documents would keep the one and lose the others.
      node['examples'] = { default: { value: node['example'] }, ...node['examples'] };
      delete node['example'];
    }
    checkUnsupportedFields(node, kind, pointer, report, remove);
    if (kind === 'parameter' && typeof node['in'] === 'string') checkParameter(node, pointer, report, remove);
    if (kind === 'requirement') checkRequirement(document, node, pointer, report, remove);
    if (kind === 'operation') checkResponses(node, pointer, report);
  };
  return walk;
}

/** Checks that a security requirement names schemes of the document. */
function checkRequirement(
  document: Record<string, unknown>,
  requirement: Record<string, unknown>,
  pointer: string,
  report: Report,
  remove: Remove,
): void {
  const schemes = valueAt(document, '/components/securitySchemes');
  for (const name of Object.keys(requirement)) {
    if (isObject(schemes) && Object.hasOwn(schemes, name)) continue;
    report('error', childPointer(pointer, name), 'is no security scheme of the document', remove);
  }
}

function checkParameter(node: Record<string, unknown>, pointer: string, report: Report, remove: Remove): void {
  const places = ['path', 'query', 'header', 'cookie', 'querystring'];
  if (!places.includes(node['in'] as string)) {
    report(
      'error',
      childPointer(pointer, 'in'),
      `must be one of ${places.join(', ')}, not ${shown(node['in'])}`,
      remove,
    );
  }
  if (node['schema'] === undefined && node['content'] === undefined) {
    report('warning', pointer, 'has neither schema nor content, so every value is accepted', () => {});
    node['schema'] = {};
  }
}

function checkResponses(operation: Record<string, unknown>, pointer: string, report: Report): void {
  const responses = operation['responses'];
  if (responses !== undefined && !isObject(responses)) return;
  for (const status of Object.keys(responses ?? {})) {
    const at = childPointer(childPointer(pointer, 'responses'), status);
    const remove = (): void => void delete responses![status];
    if (/^1(?:\d\d|XX|xx)$/.test(status)) {
      report('warning', at, 'is ignored: an informational status comes before the response', () => {});
      remove();
    } else if (!/^(?:[2-5](?:\d\d|XX|xx)|default)$/.test(status) && !status.startsWith('x-')) {
      report('error', at, 'is no status, such as 200, 4XX or default', remove);
    }
  }
  if (Object.keys(responses ?? {}).some((status) => !status.startsWith('x-'))) return;
  report('warning', pointer, 'documents no response; it is answered with 200 and no body', () => {});
  operation['responses'] = { 200: { description: 'Answered.' } };
}

/** Checks what spans a path and its operations: templates, parameters and ids. */
function checkPaths(document: Record<string, unknown>, paths: Record<string, unknown>, report: Report): void {
  const templates = new Map<string, string>();
  for (const [path, item] of Object.entries(paths)) {
    if (path.startsWith('x-')) continue;
    const pointer = childPointer('/paths', path);
    const remove = (): void => void delete paths[path];
    if (!path.startsWith('/')) {
      report('error', pointer, 'must begin with a slash', remove);
      continue;
    }
    const shape = path.replaceAll(/\{[^{}]*\}/g, '{}');
    const other = templates.get(shape);
    if (other !== undefined) report('error', pointer, `is the same path as ${other}`, remove);
    else templates.set(shape, path);
    if (path.includes('?')) {
      report('warning', pointer, 'is not served: a path has no query; describe it by parameters', remove);
      remove();
      continue;
    }
    if (!isObject(item)) continue;
    const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!);
    for (const { place, operation: found } of operationsOf(item)) {
      const operation: unknown = found;
      if (!isObject(operation)) continue;
      const listed = [item['parameters'], operation['parameters']]
        .flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []))
        .map((node) => deref(document, node))
        .filter((node) => isObject(node) && node['in'] === 'path')
        .map((node) => String((node as Record<string, unknown>)['name']));
      const missing = names.filter((name) => !listed.includes(name));
      for (const name of missing) {
        const at = `${pointer}/${place}`;
        report('warning', at, `does not describe the path parameter ${name}, so every value is accepted`, () => {});
        const own = (operation['parameters'] ??= []);
        if (Array.isArray(own)) own.push({ name, in: 'path', required: true, schema: { type: 'string' } });
      }
      for (const name of listed.filter((each) => !names.includes(each))) {
        report('warning', `${pointer}/${place}`, `has a path parameter ${name}, which is not in the path`, () => {});
        removeParameter(document, item, operation, name);
      }
    }
  }
}

function removeParameter(
  document: Record<string, unknown>,
  item: Record<string, unknown>,
  operation: Record<string, unknown>,
  name: string,
): void {
  for (const owner of [item, operation]) {
    if (!Array.isArray(owner['parameters'])) continue;
    owner['parameters'] = (owner['parameters'] as unknown[]).filter((node) => {
      const parameter = deref(document, node);
      return !(isObject(parameter) && parameter['in'] === 'path' && parameter['name'] === name);
    });
  }
}

function checkScalar(node: unknown, kind: string, pointer: string, report: Report, remove: Remove): void {
  const fits = kind === 'text' ? typeof node === 'string' : kind === 'flag' ? typeof node === 'boolean' : true;
  if (fits) return;
  const expected = kind === 'text' ? 'a text' : 'true or false';
  // A number or a date in place of a text is a slip in YAML, and harms nothing.
  const isHarmless = node === null || (kind === 'text' && typeof node !== 'object');
  report(isHarmless ? 'warning' : 'error', pointer, `must be ${expected}, not ${shown(node)}`, remove);
  if (isHarmless) remove();
}

/** Follows a local reference. */
export function deref(document: Record<string, unknown>, node: unknown): unknown {
  let target = node;
  for (let depth = 0; depth < 20 && isObject(target) && typeof target['$ref'] === 'string'; depth++) {
    target = valueAt(document, decode(target['$ref'].slice(1)));
  }
  return target;
}
