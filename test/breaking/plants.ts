import type { Json, JsonObject } from '../helpers/documents.ts';

/**
 * A place and what it becomes; without a value it is gone. A JSON Pointer into the operation, or with `#` in front into
 * the document. `{id}` stands for the operation's id, `-` for the end of a list.
 */
export type Edit = readonly [place: string, value?: Json];

/** A change that breaks a client, and one that looks like it and breaks nobody. */
export interface Plant {
  /** Also the `operationId`. */
  readonly name: string;
  /** The only findings that must appear. */
  readonly rule: string;
  /** The additions to the usual operation before the change, or its omissions. */
  readonly was?: readonly Edit[];
  readonly breaks: readonly Edit[];
  readonly alike: readonly Edit[];
}

const body = '/requestBody/content/application~1json/schema';
const reply = '/responses/200/content/application~1json/schema';
const item = '#/paths/~1{id}~1{key}';
const text = { schema: { type: 'string' } };

/** The operation that every plant begins with. */
export function usual(id: string): JsonObject {
  return {
    operationId: id,
    security: [{ [`${id}Bearer`]: [] }, { [`${id}Key`]: [] }],
    parameters: [
      { name: 'key', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 10 } },
      { name: 'tags', in: 'query', explode: true, schema: { type: 'array', items: { type: 'string' } } },
    ],
    requestBody: {
      required: false,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            required: ['name'],
            properties: {
              name: { type: 'string', maxLength: 32, pattern: '^[a-z]+$' },
              image: { type: 'string', enum: ['latest', 'canary'], default: 'latest' },
              size: { type: 'integer' },
              either: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
            },
          },
        },
        'text/plain': text,
      },
    },
    responses: {
      200: {
        description: 'It is there.',
        headers: { 'X-Count': { required: true, schema: { type: 'integer' } } },
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['id', 'kind'],
              properties: {
                id: { type: 'string', format: 'uuid' },
                kind: { type: 'string', enum: ['one', 'other'] },
                count: { type: 'integer', minimum: 0, maximum: 10 },
                note: { type: 'string' },
              },
            },
          },
          'text/plain': text,
        },
      },
      409: { description: 'It is taken.' },
    },
  };
}

/** Every rule, most than once where it has two sides. */
export const plants: readonly Plant[] = [
  // Operations
  { name: 'removedPath', rule: 'path-removed', breaks: [[item]], alike: [['/deprecated', true]] },
  {
    name: 'removedOperation',
    rule: 'operation-removed',
    was: [[`${item}/get`, { operationId: '{id}Get', responses: { 200: { description: 'There.' } } }]],
    breaks: [[`${item}/post`]],
    alike: [
      ['/deprecated', true],
      [`${item}/put`, { operationId: '{id}Put', responses: { 200: { description: 'There.' } } }],
    ],
  },
  {
    name: 'renamedOperation',
    rule: 'operation-id-changed',
    breaks: [['/operationId', 'other']],
    alike: [['/summary', 'Do it']],
  },
  {
    name: 'renamedPathParameter',
    rule: 'path-parameter-renamed',
    breaks: [
      ['/parameters/0/name', 'name'],
      ['#/paths/~1{id}~1{name}', { move: item }],
    ],
    alike: [['/parameters/0/description', 'What it is called.']],
  },
  {
    name: 'removedServer',
    rule: 'server-removed',
    was: [['/servers', [{ url: 'https://one.example' }]]],
    breaks: [['/servers', [{ url: 'https://other.example' }]]],
    alike: [['/servers/-', { url: 'https://other.example' }]],
  },

  // Credentials
  {
    name: 'removedAlternative',
    rule: 'security-requirement-changed',
    breaks: [['/security/1']],
    alike: [['/security/-', { '{id}Key': [], '{id}Bearer': [] }]],
  },
  {
    name: 'addedSecurity',
    rule: 'security-requirement-changed',
    was: [['/security', []]],
    breaks: [['/security', [{ '{id}Bearer': [] }]]],
    alike: [['/security', [{}, { '{id}Bearer': [] }]]],
  },
  {
    name: 'changedScheme',
    rule: 'security-scheme-changed',
    breaks: [['#/components/securitySchemes/{id}Key/name', 'x-token']],
    alike: [['#/components/securitySchemes/{id}Key/description', 'A key.']],
  },

  // Parameters
  {
    name: 'addedParameter',
    rule: 'parameter-became-required',
    breaks: [['/parameters/-', { name: 'page', in: 'query', required: true, schema: { type: 'integer' } }]],
    alike: [['/parameters/-', { name: 'page', in: 'query', schema: { type: 'integer' } }]],
  },
  {
    name: 'requiredParameter',
    rule: 'parameter-became-required',
    breaks: [['/parameters/1/required', true]],
    alike: [['/parameters/1/deprecated', true]],
  },
  {
    name: 'removedParameter',
    rule: 'parameter-removed',
    breaks: [['/parameters/2']],
    alike: [['/parameters/2/description', 'Any of them.']],
  },
  {
    name: 'serializedParameter',
    rule: 'parameter-serialization-changed',
    breaks: [['/parameters/2/explode', false]],
    alike: [['/parameters/2/description', 'Any of them.']],
  },
  {
    name: 'narrowedParameter',
    rule: 'schema-constraint-changed',
    breaks: [['/parameters/1/schema/maximum', 50]],
    alike: [['/parameters/1/schema/maximum', 200]],
  },
  {
    name: 'changedDefault',
    rule: 'default-changed',
    breaks: [['/parameters/1/schema/default', 20]],
    alike: [['/parameters/2/schema/default', []]],
  },

  // Request bodies
  {
    name: 'addedBody',
    rule: 'request-body-added',
    was: [['/requestBody']],
    breaks: [['/requestBody', { required: true, content: { 'text/plain': text } }]],
    alike: [['/requestBody', { required: false, content: { 'text/plain': text } }]],
  },
  {
    name: 'removedBody',
    rule: 'request-body-removed',
    breaks: [['/requestBody']],
    alike: [['/requestBody/description', 'What to make.']],
  },
  {
    name: 'requiredBody',
    rule: 'request-body-became-required',
    breaks: [['/requestBody/required', true]],
    alike: [['/requestBody/required']],
  },
  {
    name: 'removedRequestType',
    rule: 'media-type-removed',
    breaks: [['/requestBody/content/text~1plain']],
    alike: [['/requestBody/content/text~1html', text]],
  },
  {
    name: 'addedRequired',
    rule: 'required-properties-added',
    breaks: [
      [`${body}/properties/owner`, { type: 'string' }],
      [`${body}/required/-`, 'owner'],
    ],
    alike: [[`${body}/properties/owner`, { type: 'string' }]],
  },
  {
    name: 'becameRequired',
    rule: 'required-properties-added',
    breaks: [[`${body}/required/-`, 'size']],
    alike: [[`${body}/required`, []]],
  },
  {
    name: 'removedProperty',
    rule: 'request-property-removed',
    breaks: [[`${body}/properties/size`]],
    alike: [[`${body}/properties/size/deprecated`, true]],
  },
  {
    name: 'closedRequest',
    rule: 'schema-constraint-changed',
    breaks: [[`${body}/additionalProperties`, false]],
    alike: [[`${body}/additionalProperties`, true]],
  },
  {
    name: 'readOnlyProperty',
    rule: 'request-read-only',
    breaks: [[`${body}/properties/size/readOnly`, true]],
    alike: [[`${body}/properties/size/writeOnly`, true]],
  },
  {
    name: 'changedBodyDefault',
    rule: 'default-changed',
    breaks: [[`${body}/properties/image/default`, 'canary']],
    alike: [[`${body}/properties/size/default`, 1]],
  },
  {
    name: 'removedDefault',
    rule: 'default-changed',
    breaks: [[`${body}/properties/image/default`]],
    alike: [[`${body}/properties/image/description`, 'What it is made of.']],
  },
  {
    name: 'removedEnumValue',
    rule: 'enum-values-removed',
    breaks: [[`${body}/properties/image/enum/1`]],
    alike: [[`${body}/properties/image/enum/-`, 'beta']],
  },
  {
    name: 'narrowedType',
    rule: 'schema-type-changed',
    breaks: [[`${body}/properties/name/type`, 'integer']],
    alike: [[`${body}/properties/size/type`, 'number']],
  },
  {
    name: 'narrowedLength',
    rule: 'schema-constraint-changed',
    breaks: [[`${body}/properties/name/maxLength`, 16]],
    alike: [[`${body}/properties/name/maxLength`, 64]],
  },
  {
    name: 'changedPattern',
    rule: 'schema-constraint-changed',
    breaks: [[`${body}/properties/name/pattern`, '^[a-f]+$']],
    alike: [[`${body}/properties/name/pattern`]],
  },
  {
    name: 'removedChoice',
    rule: 'schema-combinator-changed',
    breaks: [[`${body}/properties/either/anyOf/1`]],
    alike: [[`${body}/properties/either/anyOf/-`, { type: 'boolean' }]],
  },

  // Responses
  {
    name: 'removedResponse',
    rule: 'response-removed',
    breaks: [['/responses/409']],
    alike: [['/responses/404', { description: 'It is not there.' }]],
  },
  {
    name: 'removedHeader',
    rule: 'response-header-removed',
    breaks: [['/responses/200/headers/X-Count']],
    alike: [['/responses/200/headers/X-Other', { schema: { type: 'integer' } }]],
  },
  {
    name: 'removedResponseType',
    rule: 'media-type-removed',
    breaks: [['/responses/200/content/text~1plain']],
    alike: [['/responses/200/content/text~1html', text]],
  },
  {
    name: 'removedOptional',
    rule: 'property-removed',
    breaks: [[`${reply}/properties/note`]],
    alike: [[`${reply}/properties/other`, { type: 'string' }]],
  },
  {
    name: 'noLongerRequired',
    rule: 'required-properties-removed',
    breaks: [[`${reply}/required/1`]],
    alike: [[`${reply}/required/-`, 'note']],
  },
  {
    name: 'addedEnumValue',
    rule: 'enum-values-added',
    breaks: [[`${reply}/properties/kind/enum/-`, 'third']],
    alike: [[`${reply}/properties/kind/enum/1`]],
  },
  {
    name: 'nullableReply',
    rule: 'schema-type-changed',
    breaks: [[`${reply}/properties/note/type`, ['string', 'null']]],
    alike: [[`${reply}/properties/note/deprecated`, true]],
  },
  {
    name: 'widenedBound',
    rule: 'schema-constraint-changed',
    breaks: [[`${reply}/properties/count/maximum`, 20]],
    alike: [[`${reply}/properties/count/maximum`, 5]],
  },
  {
    name: 'changedFormat',
    rule: 'schema-constraint-changed',
    breaks: [[`${reply}/properties/id/format`, 'hostname']],
    alike: [[`${reply}/properties/note/format`, 'hostname']],
  },
];
