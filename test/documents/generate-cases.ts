/** Schemas that some value fits, each with what is special about it. */
export const satisfiable: readonly (readonly [name: string, schema: unknown])[] = [
  ...([8, 12, 64] as const).map((minLength) => [`letters, ${minLength}`, { pattern: '^[a-z]+$', minLength }] as const),
  ['a token', { pattern: '^[a-zA-Z0-9_-]+$', minLength: 32 }],
  ['digits', { pattern: '^[0-9]+$', minLength: 20 }],
  ['a bounded repetition', { pattern: '^[a-z]{1,64}$', minLength: 12 }],
  ['a star', { pattern: '^[a-z]*$', minLength: 12 }],
  ['a password', { pattern: '^(?=.*[A-Z])(?=.*[0-9]).+$', minLength: 12 }],
  ['a password of four kinds', { pattern: '^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)(?=.*[@$!%*?&])[A-Za-z\\d@$!%*?&]{8,}$' }],
  ['a length in a lookahead', { pattern: '^(?=.{10,20}$)[a-z]+$' }],
  ['a slug', { pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$', minLength: 10, maxLength: 12 }],
  ['a MAC address', { pattern: '^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$' }],
  ['groups of three', { pattern: '^(abc)+$', minLength: 10 }],
  ['a repeated group', { pattern: '^(["\'])[a-z]+\\1$', minLength: 9 }],
  ['no anchors', { pattern: '[0-9]', minLength: 9 }],
  ['a start', { pattern: '^sk_', minLength: 20, maxLength: 20 }],
  ['an end', { pattern: '\\.txt$', minLength: 20 }],
  ['two patterns', { allOf: [{ pattern: '^[a-z]{3,}' }, { pattern: '[0-9]$' }] }],
  ['three patterns', { allOf: [{ pattern: '^[a-z0-9]{10}$' }, { pattern: '^x' }, { pattern: '7$' }] }],
  ...([20, 18, 13, 9, 6, 5] as const).map(
    (maxLength) => [`email, ${maxLength}`, { format: 'email', maxLength }] as const,
  ),
  ['a long email', { format: 'email', minLength: 60, maxLength: 64 }],
  ...([30, 20, 10, 5] as const).map((maxLength) => [`uri, ${maxLength}`, { format: 'uri', maxLength }] as const),
  ['a long uri', { format: 'uri', minLength: 80 }],
  ...([12, 10, 3] as const).map((maxLength) => [`hostname, ${maxLength}`, { format: 'hostname', maxLength }] as const),
  ['a long hostname', { format: 'hostname', minLength: 100 }],
  ...([21, 24, 30] as const).map(
    (minLength) => [`date-time, ${minLength}`, { format: 'date-time', minLength }] as const,
  ),
  ['a time with fractions', { format: 'time', minLength: 13 }],
  ['a short ipv6', { format: 'ipv6', maxLength: 5 }],
  ...[7, 8, 9, 10, 11, 12, 13, 14, 15].map(
    (length) =>
      [
        `ipv4 of ${length} characters`,
        { type: 'string', format: 'ipv4', minLength: length, maxLength: length },
      ] as const,
  ),
  ['a number between close bounds', { type: 'number', exclusiveMinimum: 0, maximum: 0.001 }],
  ['a number between close excluded bounds', { type: 'number', exclusiveMinimum: 0.5, exclusiveMaximum: 0.500_1 }],
  ['a number of two bounds', { type: 'number', minimum: 0.123, maximum: 0.123 }],
  ['a long ipv6', { format: 'ipv6', minLength: 39 }],
  ['a long duration', { format: 'duration', minLength: 10 }],
  ['email of a domain', { format: 'email', pattern: '@corp\\.example$' }],
  ['date of a year', { format: 'date', pattern: '^2020' }],
  ['ipv4 of a network', { format: 'ipv4', pattern: '^10\\.' }],
  ['uri of a host', { format: 'uri', pattern: '^https://corp\\.example/' }],
  ['uuid of a version', { format: 'uuid', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-7' }],
  ['date-time of an offset', { format: 'date-time', pattern: '\\+02:00$' }],
  [
    'then with a new name',
    {
      type: 'object',
      required: ['kind'],
      properties: { kind: { const: 'card' } },
      if: { properties: { kind: { const: 'card' } } },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: { required: ['number'] },
    },
  ],
  [
    'else',
    {
      type: 'object',
      required: ['kind'],
      properties: { kind: { const: 'cash' } },
      if: { properties: { kind: { const: 'card' } } },
      else: { required: ['till'], properties: { till: { type: 'integer' } } },
    },
  ],
  [
    'dependentSchemas',
    {
      type: 'object',
      required: ['card'],
      properties: { card: { type: 'string' } },
      dependentSchemas: { card: { required: ['address'], properties: { address: { type: 'integer' } } } },
    },
  ],
  [
    'patternProperties alone',
    { type: 'object', patternProperties: { '^x-': { type: 'string' } }, minProperties: 2, additionalProperties: false },
  ],
  [
    'unique small objects',
    {
      type: 'array',
      uniqueItems: true,
      minItems: 3,
      items: { type: 'object', properties: { on: { type: 'boolean' } }, additionalProperties: false },
    },
  ],
  ['unique items of any type', { type: 'array', uniqueItems: true, minItems: 3 }],
  [
    'unique numbers with an example',
    { type: 'array', uniqueItems: true, minItems: 3, items: { type: 'integer', example: 1 } },
  ],
  [
    'few of many properties',
    {
      type: 'object',
      minProperties: 1,
      maxProperties: 1,
      properties: { a: { type: 'string' }, b: { type: 'string' } },
    },
  ],
  ['two multiples', { type: 'integer', minimum: 1, allOf: [{ multipleOf: 4 }, { multipleOf: 6 }] }],
];
