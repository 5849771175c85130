import { type Document, resolveRef } from '../contract/document.ts';
import type { JsonValue } from '../contract/http-message.ts';
import { unescapeToken } from '../contract/json-pointer.ts';
import type { SchemaNode } from './generate/schema.ts';

/** The XML Object of OpenAPI 3.1, and `nodeType` of 3.2. */
interface XmlObject {
  readonly name?: string;
  readonly namespace?: string;
  readonly prefix?: string;
  readonly attribute?: boolean;
  readonly wrapped?: boolean;
  /** Replaces `attribute` and `wrapped`: an element around a list is one of its own. */
  readonly nodeType?: 'element' | 'attribute' | 'text' | 'cdata' | 'none';
}

/** The parts of a schema that say how a value is written. */
interface View {
  readonly xml: XmlObject;
  /** The name of the schema that it refers to. */
  readonly referred: string | undefined;
  readonly properties: Readonly<Record<string, SchemaNode>>;
  readonly items: SchemaNode | undefined;
  readonly others: SchemaNode | undefined;
}

const nothing: View = { xml: {}, referred: undefined, properties: {}, items: undefined, others: undefined };

/** The name of the root element of a value whose schema names none, as in Prism. */
const usualRoot = 'xml';

/** The name of what has no name of its own, or one that XML does not allow. */
const usualName = 'item';

/**
 * Writes a value as XML, by the XML Objects of its schema. The root has the name in `xml.name`, else that of the schema
 * that is referred to. Properties become elements, and a list repeats its element; a list as a whole value has a root.
 */
export function toXml(value: JsonValue, schema?: SchemaNode, document?: Document): string {
  const viewOf = (node: SchemaNode | undefined, refs: readonly string[] = []): View => {
    if (typeof node !== 'object') return nothing;
    const { $ref, allOf = [], anyOf = [], oneOf = [], properties = {}, items, additionalProperties: others } = node;
    // A schema that refers back to itself has nothing more to say.
    if ($ref !== undefined && refs.includes($ref)) return nothing;
    const path = $ref === undefined ? refs : [...refs, $ref];
    const target = $ref !== undefined && document ? viewOf(targetOf($ref, document), path) : undefined;
    const parts = [...allOf, ...anyOf, ...oneOf].map((part) => viewOf(part, path));
    // A reference within `allOf` is a reference too, if nothing else is there.
    const only = allOf.length === 1 ? parts[0] : undefined;
    const all = [...(target ? [target] : []), ...parts];
    const own = (node as { readonly xml?: XmlObject }).xml;
    return {
      xml: { ...(target ?? only)?.xml, ...own },
      referred: $ref === undefined ? only?.referred : nameOf($ref),
      properties: Object.assign(
        {},
        ...all.map((each) => each.properties).toReversed(),
        properties,
      ) as View['properties'],
      items: items ?? all.find((each) => each.items !== undefined)?.items,
      others: others ?? all.find((each) => each.others !== undefined)?.others,
    };
  };

  const write = (name: string, each: JsonValue, view: View): string => {
    if (Array.isArray(each)) return writeItems(name, each, view);
    const tag = tagOf(name, view);
    const attributes = namespaceOf(view.xml);
    let content = '';
    if (typeof each === 'object' && each !== null) {
      for (const [key, member] of Object.entries(each)) {
        const of = viewOf(Object.hasOwn(view.properties, key) ? view.properties[key] : view.others);
        if (isAttribute(of.xml) && (typeof member !== 'object' || member === null)) {
          if (of.xml.prefix !== undefined) Object.assign(attributes, namespaceOf(of.xml));
          if (member !== null) attributes[tagOf(of.xml.name ?? key, of)] = String(member);
        } else if (isText(of.xml) && typeof member !== 'object') content += textOf(of.xml, String(member));
        else content += Array.isArray(member) ? writeList(key, member, of) : write(of.xml.name ?? key, member, of);
      }
    } else if (each !== null) content = escape(String(each));
    return element(tag, attributes, content);
  };

  /** A property that is a list: its items one after the other, with an element around them if they are wrapped. */
  const writeList = (key: string, list: readonly JsonValue[], view: View): string => {
    if (view.xml.wrapped !== true && view.xml.nodeType !== 'element') return inner(key, list, view);
    const name = view.xml.name ?? key;
    return element(tagOf(name, view), namespaceOf(view.xml), inner(name, list, view));
  };

  const inner = (name: string, list: readonly JsonValue[], { items }: View): string => {
    const of = viewOf(items);
    return list.map((each) => write(of.xml.name ?? name, each, of)).join('');
  };

  /** A list that is a whole value or an item of another one, which needs an element of its own. */
  const writeItems = (name: string, list: readonly JsonValue[], view: View): string => {
    const usual = viewOf(view.items).referred ?? usualName;
    return element(tagOf(name, view), namespaceOf(view.xml), inner(usual, list, view));
  };

  const root = viewOf(schema);
  return write(root.xml.name ?? root.referred ?? usualRoot, value, root);
}

function isAttribute({ attribute, nodeType }: XmlObject): boolean {
  return nodeType === undefined ? attribute === true : nodeType === 'attribute';
}

/** Whether a property is the text of its parent rather than an element. */
function isText({ nodeType }: XmlObject): boolean {
  return nodeType === 'text' || nodeType === 'cdata';
}

function textOf({ nodeType }: XmlObject, text: string): string {
  return nodeType === 'cdata' ? `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : escape(text);
}

function element(tag: string, attributes: Readonly<Record<string, string>>, content: string): string {
  const written = Object.entries(attributes).map(
    ([name, text]) => ` ${name}="${escape(text).replaceAll('"', '&quot;')}"`,
  );
  return content === '' ? `<${tag}${written.join('')}/>` : `<${tag}${written.join('')}>${content}</${tag}>`;
}

/** The name with the prefix of its namespace. */
function tagOf(name: string, { xml: { prefix } }: View): string {
  const tag = isName(name) ? name : usualName;
  return prefix !== undefined && isName(prefix) ? `${prefix}:${tag}` : tag;
}

function isName(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}._-]*$/u.test(text);
}

function namespaceOf({ namespace, prefix }: XmlObject): Record<string, string> {
  if (namespace === undefined) return {};
  return { [prefix !== undefined && isName(prefix) ? `xmlns:${prefix}` : 'xmlns']: namespace };
}

function targetOf($ref: string, document: Document): SchemaNode | undefined {
  try {
    return resolveRef<SchemaNode & object>(document, { $ref });
  } catch {
    return undefined;
  }
}

/** The name of a schema in the components; undefined for any other place. */
function nameOf(reference: string): string | undefined {
  const name = /^#\/(?:components\/schemas|definitions)\/([^/]+)$/.exec(reference)?.[1];
  return name === undefined ? undefined : unescapeToken(decodeURIComponent(name));
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
}

/** Whether a media type is XML. */
export function isXml(mediaType: string): boolean {
  return /^(?:application|text)\/(?:[\w.-]+\+)?xml\b/i.test(mediaType);
}
