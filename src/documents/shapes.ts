/** The type of a field: a shape by name, `list:NAME`, `map:NAME`, or one of text, flag, number, any. */
export type FieldType = string;

/** An object of OpenAPI 3. */
export interface Shape {
  /** The words for it in messages: `a path item`. */
  readonly title: string;
  readonly required?: readonly string[];
  readonly fields: Readonly<Record<string, FieldType>>;
}

const operation = 'operation';

/** The fields that a parameter and a header share. */
const valueFields = {
  description: 'text',
  required: 'flag',
  deprecated: 'flag',
  allowEmptyValue: 'flag',
  style: 'text',
  explode: 'flag',
  allowReserved: 'flag',
  schema: 'schema',
  example: 'any',
  examples: 'map:example',
  content: 'map:mediaType',
} as const;

/** The objects of OpenAPI 3.0 to 3.2, as far as a server reads them. Schemas have a check of their own. */
export const shapes: Readonly<Record<string, Shape>> = {
  document: {
    title: 'an OpenAPI document',
    fields: {
      openapi: 'text',
      $self: 'text',
      info: 'any',
      jsonSchemaDialect: 'text',
      servers: 'list:server',
      paths: 'map:pathItem',
      webhooks: 'map:pathItem',
      components: 'components',
      security: 'list:requirement',
      tags: 'any',
      externalDocs: 'any',
    },
  },
  server: {
    title: 'a server',
    required: ['url'],
    fields: { url: 'text', name: 'text', description: 'text', variables: 'map:serverVariable' },
  },
  serverVariable: { title: 'a server variable', fields: { enum: 'any', default: 'any', description: 'text' } },
  components: {
    title: 'the components',
    fields: {
      schemas: 'map:schema',
      responses: 'map:response',
      parameters: 'map:parameter',
      examples: 'map:example',
      requestBodies: 'map:requestBody',
      headers: 'map:header',
      securitySchemes: 'map:securityScheme',
      links: 'any',
      callbacks: 'any',
      pathItems: 'map:pathItem',
      mediaTypes: 'map:mediaType',
    },
  },
  pathItem: {
    title: 'a path item',
    fields: {
      $ref: 'text',
      summary: 'text',
      description: 'text',
      get: operation,
      put: operation,
      post: operation,
      delete: operation,
      options: operation,
      head: operation,
      patch: operation,
      trace: operation,
      query: operation,
      additionalOperations: 'map:operation',
      servers: 'list:server',
      parameters: 'list:parameter',
    },
  },
  operation: {
    title: 'an operation',
    fields: {
      tags: 'any',
      summary: 'text',
      description: 'text',
      externalDocs: 'any',
      operationId: 'text',
      parameters: 'list:parameter',
      requestBody: 'requestBody',
      responses: 'map:response',
      callbacks: 'any',
      deprecated: 'flag',
      security: 'list:requirement',
      servers: 'list:server',
    },
  },
  parameter: {
    title: 'a parameter',
    required: ['name', 'in'],
    fields: { name: 'text', in: 'text', ...valueFields },
  },
  header: { title: 'a header', fields: valueFields },
  requestBody: {
    title: 'a request body',
    required: ['content'],
    fields: { description: 'text', content: 'map:mediaType', required: 'flag' },
  },
  mediaType: {
    title: 'a media type',
    fields: {
      description: 'text',
      schema: 'schema',
      itemSchema: 'schema',
      example: 'any',
      examples: 'map:example',
      encoding: 'any',
      prefixEncoding: 'any',
      itemEncoding: 'any',
    },
  },
  response: {
    title: 'a response',
    fields: {
      summary: 'text',
      description: 'text',
      headers: 'map:header',
      content: 'map:mediaType',
      links: 'any',
    },
  },
  example: {
    title: 'an example',
    fields: {
      summary: 'text',
      description: 'text',
      value: 'any',
      externalValue: 'text',
      dataValue: 'any',
      serializedValue: 'text',
    },
  },
  securityScheme: {
    title: 'a security scheme',
    required: ['type'],
    fields: {
      type: 'text',
      description: 'text',
      name: 'text',
      in: 'text',
      scheme: 'text',
      bearerFormat: 'text',
      flows: 'any',
      openIdConnectUrl: 'text',
      oauth2MetadataUrl: 'text',
      deprecated: 'flag',
    },
  },
  requirement: { title: 'a security requirement', fields: {} },
};

/** Shapes whose members have names of the author's choice. */
export const openShapes: ReadonlySet<string> = new Set(['requirement']);
