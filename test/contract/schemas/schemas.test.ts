import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/contract.ts';
import { contractOf, corpusApi, documentOf, echo } from '../corpus/api.ts';

const text = { type: 'string' };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const schemas = {
  Cat: { type: 'object', required: ['kind', 'claws'], properties: { kind: text, claws: { type: 'boolean' } } },
  Dog: { type: 'object', required: ['kind', 'tricks'], properties: { kind: text, tricks: { type: 'integer' } } },
  Mapped: {
    oneOf: [ref('Cat'), ref('Dog')],
    discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat', hound: 'Dog' } },
  },
  Implicit: { anyOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind' } },
  Optional: {
    oneOf: [ref('Cat'), ref('Dog'), { type: 'null' }],
    discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat' } },
  },
  Listed: {
    oneOf: [
      { type: 'object', required: ['kind'], properties: { kind: { const: 'a' }, one: text } },
      { type: 'object', required: ['kind'], properties: { kind: { enum: ['b', 'c'] }, two: { type: 'integer' } } },
    ],
    discriminator: { propertyName: 'kind' },
  },
  Sized: {
    type: 'object',
    minProperties: 1,
    maxProperties: 2,
    properties: {
      many: { type: 'array', maxItems: 2, uniqueItems: true },
      some: { type: 'array', minItems: 1 },
      pair: { type: 'array', prefixItems: [text, text], items: false },
      step: { type: 'integer', multipleOf: 3, exclusiveMinimum: 0, exclusiveMaximum: 10 },
      none: { not: {} },
      choice: { type: 'array', items: ref('Listed') },
    },
  },
  Pet: {
    type: 'object',
    required: ['petType'],
    properties: { petType: text },
    discriminator: { propertyName: 'petType', mapping: { bird: '#/components/schemas/Parrot' } },
  },
  Parrot: { allOf: [ref('Pet'), { type: 'object', required: ['words'], properties: { words: { type: 'integer' } } }] },
  Fish: { allOf: [ref('Pet'), { type: 'object', properties: { scales: { type: 'integer' } } }] },
  Tree: { type: 'object', properties: { value: text, children: { type: 'array', items: ref('Tree') } } },
  Node: {
    $id: 'https://example.com/node',
    $dynamicAnchor: 'node',
    type: 'object',
    properties: { value: text, next: { $dynamicRef: '#node' } },
  },
  StrictNode: {
    $id: 'https://example.com/strict',
    $dynamicAnchor: 'node',
    $ref: 'https://example.com/node',
    unevaluatedProperties: false,
  },
  Sibling: { $ref: '#/components/schemas/Short', minLength: 2 },
  Short: { type: 'string', maxLength: 3 },
  Formats: {
    type: 'object',
    properties: { odd: { type: 'string', format: 'moon-phase' }, at: { type: 'string', format: 'date-time' } },
  },
  Pattern: { type: 'string', pattern: '^[\\w\\@-]+$' },
  Nullable: { type: ['string', 'null'] },
  OneWay: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'password', 'name'],
    properties: { id: { type: 'integer', readOnly: true }, password: { type: 'string', writeOnly: true }, name: text },
  },
  Composed: { allOf: [ref('OneWayPart'), { required: ['id', 'name'] }] },
  Choice: { enum: ['', 'none', 3, null] },
  OneWayPart: { type: 'object', properties: { id: { readOnly: true }, name: text } },
};

const both = (name: string) => ({
  post: echo(name, {
    requestBody: { content: { 'application/json': { schema: ref(name) } } },
    responses: { 200: { description: 'Done.', content: { 'application/json': { schema: ref(name) } } } },
  }),
});
const contract = contractOf(Object.fromEntries(Object.keys(schemas).map((name) => [`/${name}`, both(name)])), {
  schemas,
});

function check(name: string, value: unknown, direction: 'request' | 'response' = 'request'): string[] {
  const operation = contract.operations.find(({ id }) => id === name)!;
  const found =
    direction === 'request' ? operation.requestBody!.check(value) : operation.responses.get(200)!.content!.check(value);
  return found.map(({ pointer, message }) => `${pointer} ${message}`);
}

describe('a schema', () => {
  it.each<[name: string, value: unknown]>([
    ['Mapped', { kind: 'cat', claws: true }],
    ['Mapped', { kind: 'hound', tricks: 1 }],
    ['Implicit', { kind: 'Dog', tricks: 1 }],
    ['Optional', null],
    ['Optional', { kind: 'cat', claws: true }],
    ['Listed', { kind: 'a', one: 'x' }],
    ['Listed', { kind: 'c', two: 2 }],
    ['Pet', { petType: 'bird', words: 3 }],
    ['Pet', { petType: 'Fish', scales: 3 }],
    ['Pet', { petType: 'Unicorn' }],
    ['Parrot', { petType: 'Parrot', words: 3 }],
    ['Tree', { value: 'a', children: [{ value: 'b', children: [] }] }],
    ['Node', { value: 'a', next: { value: 'b', other: 1 } }],
    ['StrictNode', { value: 'a', next: { value: 'b' } }],
    ['Sibling', 'abc'],
    ['Formats', { odd: 'anything' }],
    ['Pattern', 'a-b'],
    ['Nullable', null],
  ])('%s allows %j', (name, value) => {
    expect(check(name, value)).toEqual([]);
  });

  it.each<[name: string, value: unknown, violations: readonly string[]]>([
    ['Mapped', { kind: 'cat', tricks: 1 }, ['/body/claws is required']],
    ['Mapped', { kind: 'Dog', tricks: 1 }, ['/body/kind must be one of cat, hound']],
    ['Mapped', { tricks: 1 }, ['/body/kind is required']],
    ['Optional', { kind: 'cat', tricks: 1 }, ['/body/claws is required', '/body must be null']],
    ['Implicit', { kind: 'Dog', claws: true }, ['/body/tricks is required']],
    ['Listed', { kind: 'a', one: 1 }, ['/body/one must be a string']],
    ['Listed', { kind: 'd' }, ['/body/kind must be one of a, b, c']],
    ['Sized', {}, ['/body has 0 properties; at least 1 is required']],
    ['Sized', { many: [], some: [1], step: 3 }, ['/body has 3 properties; at most 2 are allowed']],
    ['Sized', { many: [1, 2, 3] }, ['/body/many has 3 items; at most 2 are allowed']],
    ['Sized', { many: [1, 1] }, ['/body/many has the same item twice, at 0 and 1']],
    ['Sized', { some: [] }, ['/body/some has 0 items; at least 1 is required']],
    ['Sized', { pair: ['a', 'b', 'c'] }, ['/body/pair has 3 items; at most 2 are allowed']],
    ['Sized', { step: 4 }, ['/body/step must be a multiple of 3']],
    ['Sized', { step: 0 }, ['/body/step must be greater than 0']],
    ['Sized', { step: 12 }, ['/body/step must be less than 10']],
    ['Sized', { none: 1 }, ['/body/none is not allowed here']],
    ['Sized', { choice: [{ kind: 'a' }, { kind: 'd' }] }, ['/body/choice/1/kind must be one of a, b, c']],
    ['Pet', { petType: 'bird' }, ['/body/words is required']],
    ['Pet', { petType: 'Fish', scales: 'x' }, ['/body/scales must be an integer']],
    ['Tree', { children: [{ value: 1 }] }, ['/body/children/0/value must be a string']],
    ['Sibling', 'a', ['/body must have at least 2 characters']],
    ['Sibling', 'abcd', ['/body must have at most 3 characters']],
    ['Formats', { at: 'noon' }, ['/body/at must be a valid date-time']],
    ['Choice', 'all', ['/body must be one of "", none, 3, null']],
    ['Pattern', 'a b', ['/body must match ^[\\w\\@-]+$']],
  ])('%s does not allow %j', (name, value, violations) => {
    expect(check(name, value)).toEqual(violations);
  });

  it('with a dynamic reference leads to the schema that it was reached by', () => {
    expect(check('StrictNode', { value: 'a', next: { value: 'b', other: 1 } })).not.toEqual([]);
  });
});

describe('a property of one direction', () => {
  it('need not be sent in the other', () => {
    expect(check('OneWay', { name: 'a', password: 'p' }, 'request')).toEqual([]);
    expect(check('OneWay', { name: 'a', id: 1 }, 'response')).toEqual([]);
    expect(check('Composed', { name: 'a' }, 'request')).toEqual([]);
  });

  it('may be sent in the other', () => {
    expect(check('OneWay', { name: 'a', id: 1, password: 'p' }, 'request')).toEqual([]);
    expect(check('OneWay', { name: 'a', id: 1, password: 'p' }, 'response')).toEqual([]);
  });

  it('is required in its own', () => {
    expect(check('OneWay', { name: 'a' }, 'request')).toEqual(['/body/password is required']);
    expect(check('OneWay', { name: 'a' }, 'response')).toEqual(['/body/id is required']);
    expect(check('Composed', { name: 'a' }, 'response')).toEqual(['/body/id is required']);
  });
});

const takes = (schema: object) => ({
  '/thing': { post: echo('thing', { requestBody: { content: { 'application/json': { schema } } } }) },
});

describe('the findings of a document', () => {
  it('are none for one that is sound', () => {
    expect(contractOf(takes({ type: 'string', pattern: '^a$' })).findings()).toEqual([]);
  });

  it('name a pattern that is no regular expression in Unicode mode, which still counts', () => {
    expect(contract.findings()).toEqual([
      { pointer: '/components/schemas/Pattern/pattern', message: expect.stringContaining('Unicode mode') as string },
    ]);
  });

  it('name a pattern that is none at all, which then allows everything', () => {
    const odd = contractOf(takes({ type: 'string', pattern: '(' }));
    expect(odd.findings()).toHaveLength(1);
    expect(odd.operations[0]!.requestBody!.check('x')).toEqual([]);
  });

  it.each<[string, object]>([
    ['a reference that leads nowhere', { $ref: '#/components/schemas/Missing' }],
    ['a type that there is not', { type: 'strin' }],
    ['a keyword with the wrong value', { type: 'string', minLength: 'x' }],
  ])('name %s', (_, schema) => {
    const pointer = '/paths/~1thing/post/requestBody/content/application~1json/schema';
    const strict = contractOf(takes(schema));
    expect(strict.findings()).toEqual([{ pointer, message: expect.stringContaining('cannot be used') as string }]);
    expect(() => strict.compile()).toThrow(pointer);
    const lenient = contractOf(takes(schema), {}, true);
    expect(lenient.operations[0]!.requestBody!.check({ any: 'thing' })).toEqual([]);
  });

  it('name an operation that cannot be read, which is left out of a lenient contract', () => {
    const paths = {
      ...takes({}),
      '/broken': { get: echo('broken', { parameters: [{ $ref: '#/components/parameters/None' }] }) },
      '/unsafe': { get: echo('unsafe', { security: [{ none: [] }] }) },
    };
    expect(() => contractOf(paths)).toThrow('/paths/~1broken/get: The document has nothing at');
    const lenient = contractOf(paths, {}, true);
    expect(lenient.operations.map(({ id }) => id)).toEqual(['thing']);
    expect(lenient.findings().map(({ pointer }) => pointer)).toEqual(['/paths/~1broken/get', '/paths/~1unsafe/get']);
  });
});

describe('webhooks and callbacks', () => {
  const document = documentOf(
    {
      '/subscribe': {
        post: echo('subscribe', {
          callbacks: {
            onEvent: {
              '{$request.body#/url}': { post: { operationId: 'onEvent', summary: 'An event.', responses: {} } },
            },
            shared: { $ref: '#/components/callbacks/Shared' },
          },
        }),
      },
    },
    { callbacks: { Shared: { 'https://example.com/{$url}': { put: { responses: {} } } } } },
    { webhooks: { newPet: { post: { operationId: 'newPet', summary: 'A pet.', responses: {} } } } },
  );
  const listed = loadContract(corpusApi, document);

  it('are listed', () => {
    expect(listed.webhooks).toEqual([
      {
        name: 'newPet',
        expression: undefined,
        method: 'POST',
        id: 'newPet',
        summary: 'A pet.',
        pointer: '/webhooks/newPet/post',
      },
    ]);
    expect(listed.operations[0]!.callbacks).toMatchObject([
      { name: 'onEvent', expression: '{$request.body#/url}', method: 'POST', id: 'onEvent' },
      { name: 'shared', method: 'PUT', pointer: '/components/callbacks/Shared/https:~1~1example.com~1{$url}/put' },
    ]);
  });

  it('are no operations', () => {
    expect(listed.operations.map(({ id }) => id)).toEqual(['subscribe']);
  });
});
