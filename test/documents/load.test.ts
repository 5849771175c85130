import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DocumentError, type Finding } from '../../src/documents/finding.ts';
import { lineOfPointer } from '../../src/documents/json-text.ts';
import { loadDocuments } from '../../src/documents/load.ts';
import { basesOf } from '../../src/documents/paths.ts';
import { root } from '../helpers/folders.ts';

const folder = mkdtempSync(join(tmpdir(), 'mockplane-load-'));
afterAll(() => rmSync(folder, { recursive: true }));

const corpus = (name: string): string => join(root, 'test/documents/corpus', name);

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** The findings of a document that is refused, without the folder. */
function findingsOf(text: string, name = 'openapi.yaml'): Omit<Finding, 'level' | 'file'>[] {
  const file = write(name, text);
  try {
    loadDocuments([file]);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return error.findings
      .filter(({ level }) => level === 'error')
      .map(({ line, pointer, message }) => ({ line, pointer, message }));
  }
  return [];
}

const head = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";

describe('loadDocuments', () => {
  it('loads OpenAPI 2.0, 3.0 and 3.1 and names the version', () => {
    const loaded = loadDocuments([corpus('legacy.json'), corpus('shop.yaml'), corpus('split/openapi.yaml')]);
    expect(loaded.map(({ version }) => version)).toEqual(['2.0', '3.0', '3.1']);
    expect(loaded.map(({ name }) => name)).toEqual(['legacy', 'shop', 'split-library']);
  });

  it('gives operations without an id one of their method and path, and keeps given ones', () => {
    const [{ contract }] = loadDocuments([corpus('shop.yaml')]) as [ReturnType<typeof loadDocuments>[number]];
    expect(contract.operations.map(({ id }) => id)).toEqual([
      'getProducts',
      'addProduct',
      'getProduct',
      'deleteProductsId',
      'getCatalogue',
      'getReport',
    ]);
  });

  it('makes schemas of other files named schemas, under the name that the root gives them', () => {
    const [{ contract, files }] = loadDocuments([corpus('split/openapi.yaml')]) as [
      ReturnType<typeof loadDocuments>[number],
    ];
    expect(Object.keys(contract.document.components['schemas'] as object)).toEqual(['Book', 'Shelf', 'Author']);
    expect(contract.operations.map(({ id }) => id)).toEqual(['listBooks']);
    expect(files).toHaveLength(4);
  });

  it('serves a document under its name when a path is another one’s', () => {
    const twin = write(
      'twin.yaml',
      `${head}paths: { '/products/{sku}': { get: { responses: { 204: { description: D } } } } }`,
    );
    const loaded = loadDocuments([corpus('shop.yaml'), twin]);
    expect(loaded.map(({ mount }) => mount)).toEqual(['', '/twin']);
  });

  it('notes an operation with the id of one in another document', () => {
    const get = '{ operationId: list, responses: { 204: { description: D } } }';
    const [one, other] = ['one', 'other'].map((name) =>
      write(`${name}.yaml`, `${head}paths: { /${name}: { get: ${get} } }`),
    );
    const [, loaded] = loadDocuments([one!, other!]);
    expect(loaded!.findings.map(({ message }) => message)).toEqual([
      `has an operation list, as ${one} has: a fault rule for it matches both`,
    ]);
  });

  it('serves an operation with the id of another one under a new one, and says so', () => {
    const operation = '{ operationId: same, responses: { 204: { description: D } } }';
    const [loaded] = loadDocuments([
      write('same.yaml', `${head}paths:\n  /a: { get: ${operation} }\n  /b: { get: ${operation} }`),
    ]);
    expect(loaded!.contract.operations.map(({ id }) => id)).toEqual(['same', 'same2']);
    expect(loaded!.findings).toMatchObject([
      {
        level: 'warning',
        line: 5,
        pointer: '/paths/~1b/get',
        message: 'has the operationId of another operation and is served as same2',
      },
    ]);
  });
});

/** The warnings of a document that is served. */
function warningsOf(text: string, options?: Parameters<typeof loadDocuments>[1]): string[] {
  const [loaded] = loadDocuments([write('warned.yaml', text)], options);
  return loaded!.findings.map(({ pointer = '', message }) => `${pointer}: ${message}`);
}

function basesFor(url: string, variables: object): string[] {
  const openapi = { openapi: '3.1.0', info: { title: 'T', version: '1' }, servers: [{ url, variables }], paths: {} };
  const [loaded] = loadDocuments([write('servers.json', JSON.stringify(openapi))]);
  return basesOf(loaded!.contract.document).toSorted();
}

describe('the paths of the servers', () => {
  it('are those of all values that a variable lists', () => {
    const variables = {
      region: { default: 'eu', enum: ['eu', 'us'] },
      version: { default: 'v2', enum: ['v1', 'v2'] },
      stage: { default: 'live' },
    };
    expect(basesFor('https://{region}.example.com/{version}/{stage}/{version}', variables)).toEqual([
      '/v1/live/v1',
      '/v2/live/v2',
    ]);
  });

  it('are those of a variable that is a whole URL', () => {
    const values = ['https://example.com/a/', '/b', '/'];
    expect(basesFor('{base}', { base: { default: '/b', enum: values } })).toEqual(['/a', '/b']);
  });

  it('are those of the defaults, if the values make too many', () => {
    const values = Array.from({ length: 40 }, (_, index) => `v${index}`);
    const variable = { default: 'v7', enum: values };
    expect(basesFor('/{a}/{b}', { a: variable, b: variable })).toEqual(['/v7/v7']);
  });
});

describe('a document of JSON', () => {
  it('may have the same key in objects within each other, and in texts', () => {
    const again = { title: 'title', 'x-a': [{ title: '"title": "b"' }, { title: '\\' }] };
    const text = JSON.stringify({ openapi: '3.1.0', info: { version: '1', ...again, 'x-b': again }, paths: {} });
    expect(findingsOf(text, 'openapi.json')).toEqual([]);
  });
});

describe('a mistake in JSON', () => {
  it.each([
    ['/paths/~1a~0{b}/get/parameters/1', 12],
    ['/paths/~1a~0{b}/get/parameters/1/none/0', 12],
    ['/paths/~1a~0{b}', 7],
    ['/x-list/1/2', 4],
    ['', 1],
  ])('at %s is on line %i', (pointer, line) => {
    const text = [
      '{',
      '  "openapi": "3.1.0", "x-text": "a \\"paths\\": {",',
      '  "x-list": [1, [{}, [[]],',
      '    3]],',
      '  "x-empty": {}, "x-none": [],',
      '  "paths": {',
      '    "/a~{b}": {',
      '      "get": { "responses": {},',
      '        "parameters"',
      '        : [',
      '          { "name": "a,}" },',
      '          { "name": "b" }]',
      '      }}}}',
    ].join('\n');
    expect(JSON.parse(text)).toMatchObject({ 'x-empty': {} });
    expect(lineOfPointer(text, pointer)).toBe(line);
  });
});

describe('a document of YAML', () => {
  it.each([
    ['a text of lines', 'x-a: |\n  one\n  \ttwo: 2\nx-b: >-\n  one\n\n  \ttwo: 2'],
    ['a text between quotes', 'x-a: "one\n\ttwo: 2"'],
    ['a text without quotes', 'x-a: one\n  \ttwo'],
    ['braces', 'x-a: {\n\tb: 1,\n\tc: [\n\t\t1 ] }\nx-b: [\n\t{ c: 1 }\n\t]'],
    ['a comment', '\t# a comment'],
  ])('may have tabs in %s', (_what, text) => {
    expect(findingsOf(`${head}${text}\npaths: {}\n`)).toEqual([]);
  });
});

describe('a document that is served in part', () => {
  const get = 'get: { responses: { 204: { description: D } } }';

  it.each([
    [
      'servers of a path',
      `/a: { servers: [{ url: /b }], ${get} }`,
      '/paths/~1a/servers: is ignored: the path is served',
    ],
    [
      'an external example',
      `/a: { get: { responses: { 200: { description: D, content: { text/plain: { examples: { one: { externalValue: 'https://example.com/a' } } } } } } } }`,
      'examples/one/externalValue: is ignored: Mockplane does not fetch addresses',
    ],
    ['a path with a query', `/a?b=c: { ${get} }`, '/paths/~1a?b=c: is not served: a path has no query'],
    [
      'an informational status',
      `/a: { get: { responses: { 101: { description: D }, 204: { description: D } } } }`,
      '/paths/~1a/get/responses/101: is ignored: an informational status',
    ],
  ])('says so of %s', (_what, path, expected) => {
    expect(warningsOf(`${head}paths:\n  ${path}`)).toEqual([expect.stringContaining(expected)]);
  });

  it('says why it is served under its name, or not under its server', () => {
    const text = `${head}servers: [{ url: /v2 }]\npaths:\n  /taken: { ${get} }`;
    expect(warningsOf(text, { isTaken: (path) => path === '/taken' })).toEqual([
      ': is served under /warned, because Mockplane has the path /taken, too',
    ]);
    expect(warningsOf(text, { isTaken: (path) => path.startsWith('/v2/') })).toEqual([
      ": is not served under its server's path /v2, which another API has",
    ]);
    expect(warningsOf(text, { isTaken: () => false })).toEqual([]);
  });
});

describe('a document that is wrong', () => {
  it.each([
    ['an empty file', ' \n', { message: 'the file is empty' }],
    ['broken YAML', `${head}paths:\n  /a: [`, { line: 5, message: expect.stringContaining('is not valid YAML') }],
    [
      'JSON with a comment',
      '// My API\n{ "openapi": "3.1.0" }',
      { message: expect.stringContaining('is not valid JSON') },
    ],
    [
      'a key twice in JSON',
      '{\n  "openapi": "3.1.0", "info": { "title": "A \\" {", "version": "1" },\n  "paths": {},\n  "p\\u0061ths": {}\n}',
      { line: 4, message: 'has the key "paths" twice in one object, first on line 3' },
    ],
    [
      'a key twice in YAML',
      `${head}paths:\n  /a:\n    get: {}\n    get: {}`,
      { line: 6, message: 'has the key get twice in one object' },
    ],
    [
      'a tab in the indentation of YAML',
      `${head}paths:\n\t/a:\n\t\tget: {}`,
      { line: 4, message: 'is indented with a tab, which YAML does not allow; use spaces' },
    ],
    [
      'a tab after spaces of YAML',
      `${head}paths:\n  /a:\n  \tget: {}`,
      { line: 5, message: 'is indented with a tab, which YAML does not allow; use spaces' },
    ],
    ['another format', 'asyncapi: 3.0.0', { message: 'is an AsyncAPI document; Mockplane reads OpenAPI' }],
    ['an unknown version', 'openapi: 4.0.0', { message: expect.stringContaining('is written in version 4.0.0') }],
    ['no paths', head, { pointer: '', message: 'must have paths' }],
    [
      'a parameter without a place',
      `${head}paths:\n  /a:\n    get:\n      parameters:\n        - name: x\n      responses: { 204: { description: D } }`,
      { line: 7, pointer: '/paths/~1a/get/parameters/0', message: 'must have in, as a parameter does' },
    ],
    [
      'a schema of an unknown type',
      `${head}paths: {}\ncomponents:\n  schemas:\n    A:\n      type: strng`,
      { line: 7, pointer: '/components/schemas/A/type', message: expect.stringContaining('must be one of string') },
    ],
    [
      'a pattern that does not compile',
      `${head}paths: {}\ncomponents:\n  schemas:\n    A: { type: string, pattern: '[' }`,
      {
        line: 6,
        pointer: '/components/schemas/A/pattern',
        message: expect.stringContaining('is no regular expression'),
      },
    ],
    [
      'an empty list of values',
      `${head}paths: {}\ncomponents:\n  schemas:\n    A: { enum: [] }`,
      { line: 6, pointer: '/components/schemas/A/enum', message: expect.stringContaining('at least one value') },
    ],
    [
      'a reference to an anchor that no schema has',
      `${head}paths: {}\ncomponents:\n  schemas:\n    A: { $ref: '#nowhere' }`,
      { line: 6, pointer: '/components/schemas/A/$ref', message: 'refers to #nowhere, and no schema has that anchor' },
    ],
    [
      'two schemas with one anchor',
      `${head}paths: {}\ncomponents:\n  schemas:\n    A: { $anchor: a }\n    B: { $anchor: a }`,
      { line: 7, pointer: '/components/schemas/B/$anchor', message: 'is the anchor of another schema, too' },
    ],
    [
      'a reference to itself',
      `${head}paths: {}\ncomponents:\n  schemas:\n    A: { $ref: '#/components/schemas/A' }`,
      { line: 6, message: 'refers to #/components/schemas/A, which leads back to itself' },
    ],
    [
      'a discriminator without a property',
      `${head}paths: {}\ncomponents:\n  schemas:\n    A: { discriminator: { mapping: {} } }`,
      { line: 6, message: 'must be the name of a property, not undefined' },
    ],
    [
      'an unknown security scheme',
      `${head}security: [{ nope: [] }]\npaths: {}`,
      { line: 3, pointer: '/security/0/nope', message: 'is no security scheme of the document' },
    ],
    [
      'a path item that refers to itself',
      `${head}paths:\n  /a: { $ref: '#/paths/~1a' }`,
      { pointer: '/paths/~1a/$ref', message: 'leads back to itself' },
    ],
    [
      'schemas that extend each other',
      `${head}paths: {}\ncomponents:\n  schemas:\n    A: { $ref: '#/components/schemas/B' }\n    B: { allOf: [{ type: object }, { properties: { a: { $ref: '#/components/schemas/A' } } }, { $anchor: x }] }\n    C: { allOf: [{ $ref: '#/components/schemas/C' }] }`,
      { line: 8, message: 'refers to #/components/schemas/C, which leads back to itself' },
    ],
    [
      'an alias within its own anchor',
      `${head}paths: &p { /a: *p }`,
      { message: 'has an alias within its own anchor' },
    ],
    [
      'aliases that multiply',
      `${head}paths: {}\nx-a: &a [1,2,3,4,5,6,7,8,9,0]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h']
        .map(
          (name, index) => `x-${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdefg'[index]}`).join()}]`,
        )
        .join('\n')}`,
      { message: 'has more than 1,000,000 objects once its aliases are expanded' },
    ],
    [
      'a reference to nothing',
      `${head}paths:\n  /a:\n    get:\n      responses:\n        200: { $ref: '#/components/responses/None' }`,
      { line: 7, message: expect.stringContaining('has nothing at /components/responses/None') },
    ],
    [
      'a reference to a missing file',
      `${head}paths:\n  /a: { $ref: missing.yaml }`,
      { line: 4, pointer: '/paths/~1a', message: expect.stringContaining('missing.yaml: there is no such file') },
    ],
    [
      'a reference to another host',
      `${head}paths:\n  /a: { $ref: 'https://example.com/a.yaml' }`,
      { pointer: '/paths/~1a', message: expect.stringContaining('which Mockplane does not fetch') },
    ],
    [
      'a status that is none',
      `${head}paths:\n  /a:\n    get:\n      responses:\n        ok: { description: D }`,
      { line: 7, message: 'is no status, such as 200, 4XX or default' },
    ],
  ])('is refused: %s', (name, text, expected) => {
    expect(findingsOf(text, name.includes('JSON') ? 'openapi.json' : undefined)).toEqual([
      expect.objectContaining(expected),
    ]);
  });

  it('is refused: an address', () => {
    expect(() => loadDocuments(['https://example.com/openapi.yaml'])).toThrow(
      'https://example.com/openapi.yaml: Mockplane does not fetch addresses; save the document as a file',
    );
  });

  it('is refused: a file that is not there', () => {
    expect(() => loadDocuments([join(folder, 'none.yaml')])).toThrow('none.yaml: there is no such file');
  });

  it('is served without what is wrong when lenient', () => {
    const file = write(
      'lenient.yaml',
      `${head}paths:\n  /a: { get: { responses: { 204: { description: D } } } }\n  b: {}\n  /c: { get: 5 }`,
    );
    const [loaded] = loadDocuments([file], { isLenient: true });
    expect(loaded!.contract.operations.map(({ path }) => path)).toEqual(['/a']);
    expect(loaded!.findings.map(({ message }) => message)).toEqual([
      'must be an operation, not 5',
      'must begin with a slash',
    ]);
  });

  it('is served without references to what is wrong when lenient', () => {
    const file = write(
      'dangling.yaml',
      `${head}paths:
  /a/{id}:
    parameters: [{ $ref: '#/components/parameters/Id' }]
    get: { operationId: getA, responses: { 204: { description: D } } }
components: { parameters: { Id: { name: id, in: nowhere, schema: { type: string } } } }`,
    );
    expect(() => loadDocuments([file])).toThrow(/\/components\/parameters\/Id\/in: must be one of path, .*"nowhere"$/m);
    const [loaded] = loadDocuments([file], { isLenient: true });
    expect(loaded!.contract.operations.map(({ id, parameters }) => [id, parameters.map(({ name }) => name)])).toEqual([
      ['getA', ['id']],
    ]);
    expect(loaded!.findings).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'must refer to a parameter' }),
    );
  });
});
