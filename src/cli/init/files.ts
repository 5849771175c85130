import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import { callPathOf, firstCallOf } from '../../documents/first-call.ts';

export interface ProjectOptions {
  readonly title: string;
  readonly contract: Contract;
  /** The path of the document from the project's folder. */
  readonly documentPath: string;
  /** The document to write into the project, where the original has no types; undefined where it has. */
  readonly copy?: { readonly document: object; readonly original: string } | undefined;
  /** Where npm finds Mockplane: a version, or `file:` and a path. */
  readonly mockplane: string;
}

/** The files of a new project, by name. */
export function projectFiles(options: ProjectOptions): ReadonlyMap<string, string> {
  const { copy } = options;
  return new Map([
    ['package.json', toJson(packageJson(options))],
    ['tsconfig.json', toJson(tsconfig)],
    ['handlers.ts', handlers(options)],
    ['handlers.test.ts', test(options)],
    ['README.md', readme(options)],
    ['.gitignore', 'node_modules\n'],
    ...(copy ? [['openapi.json', toJson(copy.document)] as const] : []),
  ]);
}

function toJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function packageJson({ documentPath, mockplane }: ProjectOptions): object {
  const file = JSON.stringify(documentPath);
  return {
    private: true,
    type: 'module',
    scripts: {
      prepare: 'npm run types',
      types: `openapi-typescript ${file} --output openapi.ts`,
      start: `mockplane mock ${file} --handlers handlers.ts --watch`,
      pretest: 'npm run types',
      test: 'tsc && vitest run',
    },
    devDependencies: {
      mockplane,
      'openapi-typescript': '^7.13.0',
      typescript: '^5.9.0',
      vitest: '>=4',
    },
  };
}

const tsconfig = {
  compilerOptions: {
    target: 'esnext',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    // Node runs the files as they are.
    allowImportingTsExtensions: true,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
  },
  include: ['*.ts'],
};

function handlers({ title, contract }: ProjectOptions): string {
  const places = contract.operations.map(({ id, method, path }) => {
    const summary = summaryOf(contract, method, path);
    // openapi-typescript writes no types for the methods of OpenAPI 3.2.
    if (!typedMethods.has(method))
      return `  // ${method} ${path} has no types, so the document's examples answer it.\n`;
    return `  // ${method} ${path}${summary === '' ? '' : `: ${summary}`}\n  ${nameOf(id)}: undefined,\n`;
  });
  return `import { defineHandlers } from 'mockplane/handlers';
import type { operations } from './openapi.ts';

/**
 * The handlers of ${title.replaceAll('*/', '* /')}. Replace an undefined by a function; the document's examples answer
 * the others:
 *
 * ({ path, query, header, body }, { store, clock, random, uuid, problem }) => ({ status: 200, body: … })
 */
export default defineHandlers<operations>({
${places.join('\n')}});
`;
}

/** The methods whose operations openapi-typescript gives types. */
const typedMethods = new Set(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE']);

/** The summary of an operation, in one line. */
function summaryOf({ document }: Contract, method: string, path: string): string {
  const item = document.paths[path] as Readonly<Record<string, { readonly summary?: unknown } | undefined>> | undefined;
  const summary = item?.[method.toLowerCase()]?.summary;
  return typeof summary === 'string' ? summary.replaceAll(/\s+/g, ' ').trim() : '';
}

function nameOf(id: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(id) ? id : `'${id.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function test({ contract, documentPath }: ProjectOptions): string {
  const operation = firstCallOf(contract.operations);
  return `import { createMockplane } from 'mockplane';
import { afterAll, beforeEach, expect, test } from 'vitest';
import handlers from './handlers.ts';

const mockplane = createMockplane({ documents: [${quoted(documentPath)}], handlers });
beforeEach(() => mockplane.reset());
afterAll(() => mockplane.close());
${operation ? callTest(operation, callPathOf(contract, operation)) : emptyTest}`;
}

function callTest({ id }: Operation, path: string): string {
  return `
test(${quoted(`${id} answers`)}, async () => {
  const response = await mockplane.fetch(${quoted(`http://mockplane.local${path}`)});
  expect(response.status).toBeLessThan(500);
  expect(mockplane.exchanges()).toMatchObject([{ operation: ${quoted(id)} }]);
});
`;
}

const emptyTest = `
test('the document is served', () => {
  expect(mockplane.exchanges()).toEqual([]);
});
`;

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

function readme({ title, documentPath, copy }: ProjectOptions): string {
  const origin = copy
    ? `\n\`${documentPath}\` was made from \`${copy.original}\`: OpenAPI 3.1, with an operationId everywhere.\n`
    : '';
  return `# Mock of ${title}

\`handlers.ts\` answers the operations of \`${documentPath}\`; the document's examples answer the others.
${origin}
| Command         | What it does                                                       |
| --------------- | ------------------------------------------------------------------ |
| \`npm install\`   | installs Mockplane, and writes the types of the document            |
| \`npm start\`     | serves the document on http://127.0.0.1:4010, with docs and inspector |
| \`npm test\`      | writes the types again, checks them, and runs the test              |

The guide page "Add state to your own API" builds a bookshop this way.
`;
}
