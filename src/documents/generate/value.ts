import { type Document, resolveRef } from '../../contract/document.ts';
import type { JsonValue } from '../../contract/http-message.ts';
import { matches } from './matches.ts';
import { mergeSchemas } from './merge.ts';
import { makeNumber } from './number.ts';
import type { Random } from './random.ts';
import type { AnySchema, SchemaNode } from './schema.ts';
import { makeText } from './text.ts';

/** How values are made. */
export interface GenerateOptions {
  readonly document: Document;
  readonly random: Random;
  /** Whether values are made up even where the schema has an example or a default. */
  readonly isDynamic: boolean;
  /** Leaves out properties of the other direction: `writeOnly` in responses, `readOnly` in requests. */
  readonly direction: 'request' | 'response';
  /** Which properties that need not be there are made: all by default; `some` picks at random. */
  readonly optional?: 'all' | 'some' | 'none';
  /** The branch of `if` that values are made for; by default they are made as if it were not there. */
  readonly conditions?: 'then' | 'else' | undefined;
  /** The status of an error, which goes into numbers with a name such as `status`. */
  readonly status?: number | undefined;
}

/** Names of numbers that hold the status of an error. */
const statusNames = /^(?:status|statusCode|status_code|code|httpStatus)$/i;

/** Beyond this many values, only what is required is made; beyond the other, nothing. */
const [budget, limit] = [3000, 12_000];

/** Beyond this depth, only what is required is made; beyond the other, nothing. */
const [shallowDepth, deepest] = [6, 40];

/** How often references may lead back to a schema on the way to a value. */
const mostReturns = 10;

/** Makes a value under a schema. It fits most schemas; the caller checks it. */
export function generateValue(schema: SchemaNode, options: GenerateOptions): JsonValue {
  const { document, random, isDynamic, direction, optional = 'all', conditions, status } = options;
  let made = 0;
  /** Whether values are made as different as their schema allows. */
  let isVaried = optional === 'some';
  let anchors: Map<string, AnySchema> | undefined;

  /** Follows references and joins `allOf`, one branch of `anyOf` and `oneOf`, and a condition with what follows it. */
  const flatten = (node: SchemaNode, refs: readonly string[]): { own: AnySchema; refs: readonly string[] } => {
    if (typeof node === 'boolean') return { own: {}, refs };
    let own: AnySchema = node;
    let path = refs;
    const join = (part: SchemaNode | undefined): void => {
      if (part === undefined) return;
      const flat = flatten(part, path);
      path = flat.refs;
      own = mergeSchemas(own, flat.own);
    };
    for (let depth = 0; depth < deepest; depth++) {
      const { $ref, $dynamicRef, allOf, oneOf, anyOf, if: condition, then, else: otherwise, ...rest } = own;
      const reference = $ref ?? $dynamicRef;
      if (reference !== undefined) {
        path = [...path, reference];
        const { $ref: _ref, $dynamicRef: dynamic, ...siblings } = own;
        own = mergeSchemas(
          $ref !== undefined && dynamic !== undefined ? { ...siblings, $dynamicRef: dynamic } : siblings,
          follow(reference),
        );
      } else if (allOf) {
        own = without(own, 'allOf');
        for (const part of allOf) join(part);
      } else if (oneOf ?? anyOf) {
        const union = own;
        own = without(own, oneOf ? 'oneOf' : 'anyOf');
        const branch = chooseBranch((oneOf ?? anyOf)!, path);
        join(branch);
        own = withTag(own, union, branch);
      } else if (condition !== undefined) {
        own = rest;
        if (conditions === 'then') for (const part of [condition, then]) join(part);
        if (conditions === 'else') join(otherwise);
      } else break;
    }
    return { own, refs: path };
  };

  const follow = (reference: string): AnySchema => {
    if (reference.startsWith('#/') || reference === '#') {
      const target = resolveRef<AnySchema>(document, { $ref: reference });
      return typeof target === 'object' ? target : {};
    }
    anchors ??= anchorsOf(document);
    return anchors.get(reference.replace(/^.*#/, '')) ?? {};
  };

  /** A branch that does not lead back to where we are, if there is one. Without `dynamic` the first such one. */
  const chooseBranch = (branches: readonly SchemaNode[], refs: readonly string[]): SchemaNode => {
    const isBack = (branch: SchemaNode): boolean => typeof branch === 'object' && refs.includes(branch.$ref ?? '');
    const possible = branches.filter((branch) => branch !== false);
    const best = possible.filter((branch) => !isNull(branch) && !isBack(branch));
    const usable = best.length > 0 ? best : possible.some(isNull) ? possible.filter(isNull) : possible;
    return (isDynamic ? random.pick(usable) : usable[0]) ?? {};
  };

  const make = (node: SchemaNode, depth: number, refs: readonly string[], name = ''): JsonValue => {
    made += 1;
    if (made > limit) return null;
    const { own, refs: path } = flatten(node, refs);
    const given = givenValue(own);
    if (given !== undefined) return given;
    const returns = path.length - new Set(path).size;
    // A required property leads back without end.
    if (returns > mostReturns) return null;
    const isShallow = optional === 'none' || depth > shallowDepth || made > budget || returns > 0;
    switch (isVaried ? anyTypeOf(own, random) : typeOf(own)) {
      case 'null':
        return null;
      case 'boolean':
        return random.next() < 0.5;
      case 'integer':
        return makeNumber(own, true, random, statusNames.test(name) ? status : undefined);
      case 'number':
        return makeNumber(own, false, random, statusNames.test(name) ? status : undefined);
      case 'string':
        return makeText(own, random);
      case 'array':
        return depth > deepest ? [] : makeArray(own, depth, path, isShallow);
      default:
        return depth > deepest ? {} : makeObject(own, depth, path, isShallow);
    }
  };

  const givenValue = ({ const: fixed, enum: values, examples, example, default: usual }: AnySchema) => {
    if (fixed !== undefined) return fixed;
    if (!isDynamic && !isVaried) {
      const [first = example ?? usual] = Array.isArray(examples) ? (examples as JsonValue[]) : [];
      if (first !== undefined && (!values || values.includes(first))) return first;
    }
    return values && values.length > 0 ? random.pick(values) : undefined;
  };

  const makeArray = (own: AnySchema, depth: number, refs: readonly string[], isShallow: boolean): JsonValue[] => {
    const { items = {}, prefixItems = [], minItems = 0, maxItems = Infinity, contains, uniqueItems } = own;
    // A list of what contains it ends here, rather than with an empty object.
    const leadsBack = typeof items === 'object' && items.$ref !== undefined && refs.includes(items.$ref);
    const isEmpty = own.items === undefined && contains !== undefined;
    const usual =
      isShallow || leadsBack || isEmpty ? minItems : Math.max(minItems, isDynamic ? random.integer(1, 3) : 1);
    const length = Math.min(Math.max(usual, isShallow ? 0 : prefixItems.length), maxItems);
    const values: JsonValue[] = [];
    const texts = new Set<string>();
    const wasVaried = isVaried;
    for (let index = 0, tries = 0; index < length && tries < length * 20; tries++) {
      const schemaAt = prefixItems[index] ?? items;
      if (schemaAt === false) break;
      const value = make(schemaAt, depth + 1, refs);
      isVaried = wasVaried;
      const text = uniqueItems ? JSON.stringify(value) : '';
      if (uniqueItems && texts.has(text)) {
        isVaried = true;
        continue;
      }
      texts.add(text);
      values.push(value);
      index += 1;
    }
    isVaried = wasVaried;
    if (contains !== undefined && own.minContains !== 0) {
      const wanted = Array.from({ length: own.minContains ?? 1 }, () => make(contains, depth + 1, refs));
      values.splice(Math.max(0, Math.min(values.length, maxItems - wanted.length)), wanted.length, ...wanted);
    }
    return values;
  };

  const makeObject = (given: AnySchema, depth: number, refs: readonly string[], isShallow: boolean): JsonValue => {
    const own = given.dependentSchemas ? withDependents(given, refs, isShallow) : given;
    const { properties = {}, required = [], dependentRequired = {}, minProperties = 0, maxProperties = Infinity } = own;
    const value: Record<string, JsonValue> = {};
    const wanted = new Set(required);
    /** How many properties fit besides those that are still to come. */
    const room = (): number => maxProperties - new Set([...Object.keys(value), ...wanted]).size;
    const isSkipped = (): boolean => isShallow || (isVaried && random.next() < 0.5) || room() < 1;
    const put = (name: string, schemaOf: SchemaNode): void => {
      const patterned = patternsFor(own, name);
      const node =
        patterned.length > 0 && Object.hasOwn(properties, name) ? { allOf: [schemaOf, ...patterned] } : schemaOf;
      const member = make(node, depth + 1, refs, name);
      // `__proto__` as a plain property.
      Object.defineProperty(value, name, { value: member, enumerable: true, configurable: true, writable: true });
      for (const other of dependentRequired[name] ?? []) wanted.add(other);
    };
    for (const [name, member] of Object.entries(properties)) {
      if (member === false) continue;
      const isRequired = wanted.has(name);
      if (!isRequired && (isSkipped() || isOfOtherDirection(member))) continue;
      if (isRequired && isOfOtherDirection(member)) continue;
      put(name, member);
    }
    for (const name of wanted)
      if (!Object.hasOwn(value, name) && !Object.hasOwn(properties, name)) put(name, nodeFor(own, name));
    for (const name of wanted) {
      const member = Object.hasOwn(properties, name) ? properties[name]! : undefined;
      if (!Object.hasOwn(value, name) && member !== undefined && !isOfOtherDirection(member)) put(name, member);
    }
    for (const [name, member] of Object.entries(properties)) {
      if (Object.keys(value).length >= minProperties) break;
      if (member !== false && !Object.hasOwn(value, name) && !isOfOtherDirection(member)) put(name, member);
    }
    addOthers(own, value, depth, isShallow, put);
    return value;
  };

  /** Adds properties that the schema does not name, where it asks for some or is a map. */
  const addOthers = (
    own: AnySchema,
    value: Record<string, JsonValue>,
    depth: number,
    isShallow: boolean,
    put: (name: string, node: SchemaNode) => void,
  ): void => {
    const { properties, patternProperties = {}, additionalProperties, propertyNames, minProperties = 0 } = own;
    const patterns = Object.keys(patternProperties).filter((each) => patternProperties[each] !== false);
    const isMap = !properties && (patterns.length > 0 || isSchemaOfOthers(additionalProperties));
    const count = Math.min(Math.max(minProperties, isMap && !isShallow ? 1 : 0), own.maxProperties ?? Infinity);
    for (let tries = 0; Object.keys(value).length < count && tries < 50; tries++) {
      // A pattern such as `^x-` gives other names only if they are longer.
      const pattern = patterns[tries % patterns.length];
      const patterned: AnySchema[] = pattern === undefined ? [] : [{ type: 'string', pattern, minLength: tries }];
      const parts = [...(propertyNames === undefined ? [] : [propertyNames]), ...patterned];
      const name = make(
        parts.length === 0 ? { const: `key${tries + 1}` } : { type: 'string', allOf: parts },
        depth + 1,
        [],
      );
      if (typeof name !== 'string' || Object.hasOwn(value, name)) continue;
      if (additionalProperties === false && patternsFor(own, name).length === 0) continue;
      put(name, nodeFor(own, name));
    }
  };

  /** Joins the schemas of `dependentSchemas` whose property will be there. */
  const withDependents = (given: AnySchema, refs: readonly string[], isShallow: boolean): AnySchema => {
    let own = given;
    const left = new Map(Object.entries(given.dependentSchemas ?? {}));
    const isThere = (name: string): boolean =>
      own.required?.includes(name) === true || (!isShallow && Object.hasOwn(own.properties ?? {}, name));
    for (let name = [...left.keys()].find(isThere); name !== undefined; name = [...left.keys()].find(isThere)) {
      own = mergeSchemas(own, flatten(left.get(name)!, refs).own);
      left.delete(name);
    }
    return own;
  };

  const isOfOtherDirection = (node: SchemaNode): boolean => {
    if (typeof node === 'boolean') return false;
    const { own } = node.$ref === undefined ? { own: node } : flatten({ $ref: node.$ref }, []);
    return direction === 'response' ? own.writeOnly === true : own.readOnly === true;
  };

  return make(schema, 0, []);
}

function isNull(branch: SchemaNode): boolean {
  return typeof branch === 'object' && branch.type === 'null';
}

/** Gives the tag of a union the value that stands for the branch. */
function withTag(merged: AnySchema, union: AnySchema, branch: SchemaNode): AnySchema {
  const { propertyName, mapping = {} } = union.discriminator ?? {};
  const reference = typeof branch === 'object' ? branch.$ref : undefined;
  if (propertyName === undefined || reference === undefined) return merged;
  const last = reference.slice(reference.lastIndexOf('/') + 1);
  const mapped = Object.entries(mapping).find(([, target]) => target === reference || target === last)?.[0];
  const current = merged.properties?.[propertyName];
  if (typeof current === 'object' && (current.const !== undefined || current.enum?.length === 1)) return merged;
  const tag: AnySchema = { const: mapped ?? decodeURIComponent(last) };
  return { ...merged, properties: { ...merged.properties, [propertyName]: tag } };
}

function without(schema: AnySchema, key: keyof AnySchema): AnySchema {
  const { [key]: _left, ...rest } = schema;
  return rest;
}

/** The schemas of the patterns that the name of a property matches. */
function patternsFor({ patternProperties = {} }: AnySchema, name: string): SchemaNode[] {
  return Object.entries(patternProperties).flatMap(([pattern, node]) => (matches(pattern, name) ? [node] : []));
}

/** The schema of a property that an object names only by a pattern, or not at all. */
function nodeFor(own: AnySchema, name: string): SchemaNode {
  const found = patternsFor(own, name);
  if (found.length > 0) return found.length === 1 ? found[0]! : { allOf: found };
  return isSchemaOfOthers(own.additionalProperties) ? own.additionalProperties! : { type: 'string' };
}

function isSchemaOfOthers(node: SchemaNode | undefined): boolean {
  return typeof node === 'object' && Object.keys(node).length > 0;
}

/** The type to make: the first that a schema has besides null, else the one that its keywords are about. */
function typeOf(schema: AnySchema): string {
  const { type } = schema;
  if (typeof type === 'string') return type;
  if (type && type.length > 0) return type.find((each) => each !== 'null') ?? 'null';
  if (isAboutObjects(schema)) return 'object';
  if (schema.items !== undefined || schema.prefixItems || schema.minItems !== undefined) return 'array';
  if (schema.minimum !== undefined || schema.maximum !== undefined || schema.multipleOf !== undefined) return 'number';
  const isText = schema.pattern ?? schema.format ?? schema.minLength ?? schema.maxLength ?? schema.contentEncoding;
  return isText === undefined ? 'object' : 'string';
}

/** Any of the types that a schema allows. */
function anyTypeOf(schema: AnySchema, random: Random): string {
  if (typeof schema.type === 'object' && schema.type.length > 0) return random.pick(schema.type);
  const type = typeOf(schema);
  return schema.type === undefined && type === 'object' && !isAboutObjects(schema) ? 'string' : type;
}

function isAboutObjects({ properties, additionalProperties, required, patternProperties }: AnySchema): boolean {
  return [properties, additionalProperties, required, patternProperties].some((each) => each !== undefined);
}

/** The schemas with an anchor, by its name. The first of a name stands for all. */
function anchorsOf(document: Document): Map<string, AnySchema> {
  const found = new Map<string, AnySchema>();
  JSON.stringify(document, (_key, node: unknown) => {
    if (typeof node !== 'object' || node === null) return node;
    const { $anchor, $dynamicAnchor } = node as { $anchor?: unknown; $dynamicAnchor?: unknown };
    for (const name of [$anchor, $dynamicAnchor]) {
      if (typeof name === 'string' && !found.has(name)) found.set(name, node);
    }
    return node;
  });
  return found;
}
