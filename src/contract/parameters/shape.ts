import type { Document, Reference, Schema } from '../document.ts';
import { type ParseText, schemaParts, textReader, typesOf } from '../schema-types.ts';

/** The form that a schema gives to a value which is spelt as text. */
export interface Shape {
  readonly isArray: boolean;
  readonly isObject: boolean;
  /** Whether the value may be a single text, number, boolean or null. A schema without a type allows it. */
  readonly isText: boolean;
  readonly read: ParseText;
  /** The names of its properties, in the contract's order. */
  readonly names: ReadonlySet<string>;
  /** Whether an object may have properties that the schema does not name. */
  readonly allowsOthers: boolean;
  items(): Shape;
  /** The shape of a property. One that the schema does not name has that of `additionalProperties`. */
  property(name: string): Shape;
}

/** The properties of all parts. One that several parts have may be as any of them says. */
function propertiesOf(parts: readonly Schema[]): Map<string, Schema | Reference> {
  const found = new Map<string, Schema | Reference>();
  for (const [name, schema] of parts.flatMap((part) => Object.entries(part.properties ?? {}))) {
    const known = found.get(name);
    found.set(name, known === undefined ? schema : { anyOf: [known, schema] });
  }
  return found;
}

/** Reads the shape of a schema. Inner shapes are read when they are asked for, so a schema may contain itself. */
export function readShape(document: Document, schema: Schema | Reference | undefined): Shape {
  const node = schema ?? {};
  const parts = schemaParts(document, node);
  const types = typesOf(document, node);
  const properties = propertiesOf(parts);
  const isArray = types.has('array') || (types.size === 0 && parts.some(({ items }) => items !== undefined));
  const isObject = types.has('object') || (types.size === 0 && properties.size > 0);
  const others = parts.map(({ additionalProperties }) => additionalProperties).filter((each) => each !== undefined);
  const inner = new Map<string, Shape>();
  const innerShape = (key: string, of: Schema | Reference | undefined): Shape => {
    const shape = inner.get(key) ?? readShape(document, of);
    inner.set(key, shape);
    return shape;
  };
  return {
    isArray,
    isObject,
    isText: [...types].some((type) => type !== 'array' && type !== 'object') || (!isArray && !isObject),
    read: textReader(types),
    names: new Set(properties.keys()),
    allowsOthers: others.length > 0 ? others.every((each) => each !== false) : properties.size === 0,
    items: () => innerShape('[]', parts.find(({ items }) => items !== undefined)?.items),
    property(name) {
      const known = properties.get(name);
      if (known !== undefined) return innerShape(`.${name}`, known);
      return innerShape(
        '*',
        others.find((each) => typeof each === 'object'),
      );
    },
  };
}
