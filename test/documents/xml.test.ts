import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/contract/document.ts';
import type { JsonValue } from '../../src/contract/http-message.ts';
import { isXml, toXml } from '../../src/documents/xml.ts';

const named = {
  Pet: { type: 'object', xml: { name: 'pet' }, properties: { id: { type: 'integer', xml: { attribute: true } } } },
  Plain: { type: 'object' },
  Pets: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
};
const document = { components: { schemas: named } } as unknown as Document;

const write = (value: JsonValue, schema: object): string => toXml(value, schema, document);

describe('the root element', () => {
  it('has the name in the schema', () => {
    expect(write({ a: 1 }, { xml: { name: 'top' } })).toBe('<top><a>1</a></top>');
  });

  it('has the name in the schema that is referred to', () => {
    expect(write({ id: 1 }, { $ref: '#/components/schemas/Pet' })).toBe('<pet id="1"/>');
    expect(write({ id: 1 }, { allOf: [{ $ref: '#/components/schemas/Pet' }] })).toBe('<pet id="1"/>');
  });

  it('has the name of the schema that is referred to, if it gives none', () => {
    expect(write({ a: 1 }, { $ref: '#/components/schemas/Plain' })).toBe('<Plain><a>1</a></Plain>');
  });

  it('is xml in any other case', () => {
    expect(toXml('a')).toBe('<xml>a</xml>');
    expect(write({}, { type: 'object' })).toBe('<xml/>');
  });

  it('holds a list as a whole', () => {
    expect(write(['a', 'b'], { type: 'array' })).toBe('<xml><item>a</item><item>b</item></xml>');
    expect(write([{ id: 1 }, { id: 2 }], { $ref: '#/components/schemas/Pets' })).toBe(
      '<Pets><pet id="1"/><pet id="2"/></Pets>',
    );
  });
});

describe('a property', () => {
  it('is an attribute, with its value escaped', () => {
    const properties = { id: { type: 'string', xml: { attribute: true, name: 'key' } }, name: { type: 'string' } };
    expect(write({ id: '"<&', name: 'a<b' }, { properties })).toBe(
      '<xml key="&quot;&lt;&amp;"><name>a&lt;b</name></xml>',
    );
  });

  it('has a prefix and a namespace', () => {
    const xml = { prefix: 's', namespace: 'https://example.com/schema' };
    expect(write({ name: 'a' }, { properties: { name: { xml } } })).toBe(
      '<xml><s:name xmlns:s="https://example.com/schema">a</s:name></xml>',
    );
    expect(write({ id: 1 }, { properties: { id: { xml: { ...xml, attribute: true } } } })).toBe(
      '<xml xmlns:s="https://example.com/schema" s:id="1"/>',
    );
    expect(write('a', { xml: { namespace: 'https://example.com/schema' } })).toBe(
      '<xml xmlns="https://example.com/schema">a</xml>',
    );
  });

  it('repeats its element for each item of a list', () => {
    expect(write({ tag: ['a', 'b'] }, { properties: { tag: { type: 'array' } } })).toBe(
      '<xml><tag>a</tag><tag>b</tag></xml>',
    );
  });

  // The examples of the XML Object in OpenAPI 3.1.
  it.each([
    [{ items: { xml: { name: 'animal' } } }, '<animal>a</animal><animal>b</animal>'],
    [{ items: { xml: { name: 'animal' } }, xml: { name: 'aliens' } }, '<animal>a</animal><animal>b</animal>'],
    [{ xml: { wrapped: true } }, '<animals><animals>a</animals><animals>b</animals></animals>'],
    [
      { items: { xml: { name: 'animal' } }, xml: { wrapped: true } },
      '<animals><animal>a</animal><animal>b</animal></animals>',
    ],
    [
      { items: { xml: { name: 'animal' } }, xml: { name: 'aliens', wrapped: true } },
      '<aliens><animal>a</animal><animal>b</animal></aliens>',
    ],
    [{ xml: { name: 'aliens', wrapped: true } }, '<aliens><aliens>a</aliens><aliens>b</aliens></aliens>'],
  ])('is written as a list by %j', (animals, written) => {
    expect(write({ animals: ['a', 'b'] }, { properties: { animals: { type: 'array', ...animals } } })).toBe(
      `<xml>${written}</xml>`,
    );
  });

  it('is what its node type of OpenAPI 3.2 says', () => {
    const properties = {
      id: { xml: { nodeType: 'attribute' } },
      one: { type: 'array', items: { xml: { name: 'item' } }, xml: { nodeType: 'none' } },
      two: { type: 'array', items: { xml: { name: 'item' } }, xml: { nodeType: 'element' } },
      rest: { xml: { nodeType: 'text' } },
      raw: { xml: { nodeType: 'cdata' } },
    };
    expect(write({ id: 7, one: [1], two: [2], rest: 'a<b', raw: 'c<]]>d' }, { properties })).toBe(
      '<xml id="7"><item>1</item><two><item>2</item></two>a&lt;b<![CDATA[c<]]]]><![CDATA[>d]]></xml>',
    );
  });

  it('of the schema that allows others is written by it', () => {
    expect(write({ a: { id: 1 } }, { additionalProperties: { $ref: '#/components/schemas/Pet' } })).toBe(
      '<xml><pet id="1"/></xml>',
    );
  });

  it('without a value is empty, and one with an impossible name is an item', () => {
    expect(write({ a: null, '1 b': 2 }, {})).toBe('<xml><a/><item>2</item></xml>');
  });

  it('of a schema without an end is written', () => {
    const node = { properties: { next: { $ref: '#/components/schemas/Node' } } };
    const endless = { components: { schemas: { Node: { allOf: [{ $ref: '#/components/schemas/Node' }], ...node } } } };
    const schema = { $ref: '#/components/schemas/Node' };
    expect(toXml({ next: { next: 1 } }, schema, endless as unknown as Document)).toBe(
      '<Node><next><next>1</next></next></Node>',
    );
  });
});

describe('a media type', () => {
  it.each(['application/xml', 'text/xml; charset=utf-8', 'application/atom+xml'])('%s is XML', (mediaType) => {
    expect(isXml(mediaType)).toBe(true);
  });

  it('of HTML is not', () => {
    expect(isXml('text/html')).toBe(false);
  });
});
