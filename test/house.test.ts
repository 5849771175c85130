import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { root } from './helpers/folders.ts';

interface Import {
  /** Below `src/`. */
  readonly from: string;
  /** Below `src/`, or the name of a package. */
  readonly to: string;
  readonly isType: boolean;
  readonly isOurs: boolean;
}

const files = globSync('**/*.{ts,tsx}', { cwd: join(root, 'src') })
  .map((file) => file.replaceAll('\\', '/'))
  .toSorted();
const written = files.filter((file) => !file.includes('/generated/'));
const textOf = (file: string): string => readFileSync(join(root, 'src', file), 'utf8');
const imports = written.flatMap(importsOf);
const ours = imports.filter(({ isOurs }) => isOurs);
const folderOf = (file: string): string => (file.includes('/') ? file.slice(0, file.indexOf('/')) : file);
const shown = ({ from, to }: Import): string => `${from} → ${to}`;

function importsOf(from: string): Import[] {
  const source = ts.createSourceFile(from, textOf(from), ts.ScriptTarget.Latest, false);
  const found: Import[] = [];
  const add = (specifier: ts.Expression | undefined, isType: boolean): void => {
    if (!specifier || !ts.isStringLiteral(specifier)) return;
    const isOurs = specifier.text.startsWith('.');
    found.push({ from, to: isOurs ? posix.join(dirname(from), specifier.text) : specifier.text, isType, isOurs });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether a file has a default export; one in the text of a template is none. */
function hasDefaultExport(file: string): boolean {
  if (!textOf(file).includes('export default ')) return false;
  return ts
    .createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, false)
    .statements.some(
      (statement) =>
        (ts.isExportAssignment(statement) && !statement.isExportEquals) ||
        (ts.canHaveModifiers(statement) &&
          ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true),
    );
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return !clause.name && !!named && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly);
}

/** The folders that each folder may import: all of `folder`, or with `folder:types` only its types. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  client: ['contract:types'],
  redocly: ['contract'],
  prism: ['contract'],
  breaking: ['contract', 'redocly'],
  documents: ['contract'],
  sandbox: ['contract'],
  sql: ['sandbox:types'],
  handlers: ['contract', 'sandbox'],
  apis: ['contract', 'sandbox', 'sql'],
  pipeline: ['contract', 'sandbox'],
  conformance: ['contract', 'redocly'],
  server: ['contract', 'pipeline'],
  mockplane: ['apis', 'client', 'contract', 'documents', 'handlers', 'pipeline', 'prism', 'sandbox', 'server', 'sql'],
  site: ['apis', 'contract', 'server'],
  tools: ['apis', 'breaking', 'contract', 'redocly', 'sandbox'],
  cli: [
    'apis',
    'breaking',
    'conformance',
    'contract',
    'documents',
    'handlers',
    'mockplane',
    'redocly',
    'sandbox',
    'server',
    'sql',
  ],
  'index.ts': ['mockplane', 'contract:types', 'sandbox:types'],
};

describe('src', () => {
  it('holds index.ts and folders', () => {
    expect(files.filter((file) => !file.includes('/'))).toEqual(['index.ts']);
    expect([...new Set(files.map(folderOf))].filter((folder) => !(folder in allowed))).toEqual([]);
  });

  it('has folders that import only those below them', () => {
    const wrong = ours.filter(({ from, to, isType }) => {
      const [own, other] = [folderOf(from), folderOf(to)];
      if (own === other) return false;
      return !allowed[own]?.some((row) => row === other || (isType && row === `${other}:types`));
    });
    expect(wrong.map(shown)).toEqual([]);
  });

  it('lets sandbox, pipeline and server know no API by its types', () => {
    const wrong = ours.filter(
      ({ from, to }) => ['sandbox', 'pipeline', 'server'].includes(folderOf(from)) && to.includes('/generated/'),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('lets the site know of APIs only their list, and of the server only what a page may do', () => {
    const wrong = ours.filter(
      ({ from, to }) =>
        folderOf(from) === 'site' &&
        ['apis', 'server'].includes(folderOf(to)) &&
        !['apis/apis.ts', 'apis/implementations.ts', 'server/content-security-policy.ts'].includes(to),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('has no circle of imports, types included', () => {
    expect(circles()).toEqual([]);
  });

  it('has no default export', () => {
    expect(written.filter(hasDefaultExport)).toEqual([]);
  });

  it('has no file beyond 400 lines', () => {
    expect(written.filter((file) => textOf(file).split('\n').length > 400)).toEqual([]);
  });
});

/** The API that a file belongs to: `turso/2023`, `lambda`; undefined for what all of them share. */
function apiOf(file: string): string | undefined {
  const [, api, second] = file.split('/');
  if (!api || api.endsWith('.ts')) return undefined;
  return api === 'turso' && second && !second.endsWith('.ts') ? `turso/${second}` : api;
}

describe('src/apis', () => {
  const inside = ours.filter(({ from, to }) => folderOf(from) === 'apis' && folderOf(to) === 'apis');

  it('keeps APIs and editions apart', () => {
    const wrong = inside.filter(({ from, to }) => {
      const [own, other] = [apiOf(from), apiOf(to)];
      if (own === undefined || other === undefined || own === other) return false;
      // Rules and messages of the vendor that every edition shares.
      if (own.startsWith('turso') && (other === 'turso/resources' || other === 'turso')) return false;
      return !(['admin', 'hrana'].includes(own) && other === 'turso/resources');
    });
    expect(wrong.map(shown)).toEqual([]);
  });

  it('has one file that knows the handlers of all', () => {
    const wrong = ours.filter(
      ({ from, to }) =>
        to.endsWith('/handlers.ts') &&
        dirname(from) !== dirname(to) &&
        !['apis/implementations.ts', 'mockplane/assemble.ts'].includes(from),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('has generated types imported by their own API, the clients, and the model of the inspector, which calls the admin API and runs SQL', () => {
    const wrong = ours.filter(({ from, to }) => {
      const name = /^contract\/generated\/([a-z]+)(?:-(\d+))?\.ts$/.exec(to);
      if (!name || folderOf(from) === 'client') return false;
      const own = apiOf(from) ?? '';
      if (folderOf(from) === 'apis') return own.split('/')[0] !== name[1];
      return !(['admin', 'hrana'].includes(name[1]!) && from.startsWith('site/inspector/model/'));
    });
    expect(wrong.map(shown)).toEqual([]);
  });
});

describe('src/contract', () => {
  it('names no API', () => {
    const found = written.filter(
      (file) => folderOf(file) === 'contract' && /\b(?:turso|lambda|okeanos|hrana)/i.test(textOf(file)),
    );
    expect(found).toEqual([]);
  });
});

/** The files that import a module of Node. */
const usersOf = (name: string): string[] => [
  ...new Set(imports.filter(({ to }) => to === name).map(({ from }) => from)),
];

/** The files outside of some folders that import a module of Node. */
const outside = (name: string, folders: readonly string[]): string[] =>
  usersOf(name).filter((file) => !folders.some((folder) => file.startsWith(folder)));

describe('the modules of Node', () => {
  it('are used where their subject lives', () => {
    expect(outside('node:sqlite', ['sandbox/store/', 'sql/local/'])).toEqual([]);
    expect(outside('node:http', ['server/', 'site/landing.ts', 'sql/sqld/http-client.ts'])).toEqual([]);
    expect(outside('ws', ['server/'])).toEqual([]);
    expect(outside('node:child_process', ['cli/', 'redocly/', 'tools/', 'sql/local/'])).toEqual([]);
  });
});

const belowInspector = (file: string): string => file.slice('site/inspector/'.length);

describe('src/site/inspector', () => {
  const views: Readonly<Record<string, readonly string[]>> = {
    model: [],
    parts: ['model'],
    requests: ['parts', 'model'],
    state: ['parts', 'model', 'sql/database-sql.tsx'],
    sql: ['parts', 'model'],
    controls: ['parts', 'model'],
    exchange: ['parts', 'model', 'requests/row.tsx'],
  };

  it('has views that import only what they show', () => {
    const wrong = ours.filter(({ from, to }) => {
      if (!from.startsWith('site/inspector/') || !to.startsWith('site/inspector/')) return false;
      const [own, other] = [folderOf(belowInspector(from)), folderOf(belowInspector(to))];
      if (own === other || own.includes('.')) return false;
      return !views[own]?.some((row) => row === other || row === belowInspector(to));
    });
    expect(wrong.map(shown)).toEqual([]);
  });
});

describe('the comments', () => {
  it.each(['src', 'test', 'spec/lint', 'bin'])(
    'in %s begin no sentence with What, Who, Whoever, That or Of',
    (folder) => {
      const found = globSync(`${folder}/**/*.{ts,tsx,js,mjs,css}`, { cwd: root, exclude: isForeign })
        .map((file) => file.replaceAll('\\', '/'))
        .filter((file) => !file.includes('/generated/'))
        .toSorted()
        .flatMap((file) =>
          commentsOf(file)
            .flatMap(sentencesOf)
            .map((sentence) => ({ file, sentence })),
        )
        .filter(({ sentence }) => /^(?:What|Who|Whoever|That|Of)\b/.test(sentence));
      expect(found.map(({ file, sentence }) => `${file}: ${sentence}`)).toEqual([]);
    },
    // It parses each file.
    120_000,
  );
});

/** Whether a path leads to packages, or to projects that a test writes. */
function isForeign(path: string): boolean {
  return /(?:^|[\\/])(?:node_modules|\.[a-z][^\\/]*)(?:[\\/]|$)/.test(path);
}

/** The text of each comment in a file. Line comments that follow each other are one. */
function commentsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const places = file.endsWith('.css') ? [...text.matchAll(/\/\*[^]*?\*\//g)].map(rangeOf) : scriptComments(file, text);
  const comments: string[] = [];
  let end: number | undefined;
  for (const place of places) {
    const comment = text.slice(place.pos, place.end);
    const isLine = comment.startsWith('//');
    const content = isLine ? comment.slice(2) : comment.slice(2, -2).replaceAll(/^\s*\*+/gm, '');
    const follows = isLine && end !== undefined && /^\r?\n[\t ]*$/.test(text.slice(end, place.pos));
    if (follows) comments.push(`${comments.pop()} ${content}`);
    else comments.push(content);
    end = isLine ? place.end : undefined;
  }
  return comments;
}

function rangeOf({ index, 0: match }: RegExpExecArray): ts.TextRange {
  return { pos: index, end: index + match.length };
}

/** Finds the comments around every token, in the order of the text. */
function scriptComments(file: string, text: string): ts.TextRange[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const ranges = new Map<number, ts.TextRange>();
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) return;
    const own = [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.end) ?? []),
    ];
    for (const range of own) ranges.set(range.pos, range);
    for (const child of node.getChildren(source)) if (!ts.isJSDoc(child)) visit(child);
  };
  visit(source);
  return [...ranges.values()].toSorted((one, other) => one.pos - other.pos);
}

/** Splits a comment into sentences: at a full stop, a tag and a blank line. */
function sentencesOf(comment: string): string[] {
  return comment
    .split(/\n\s*\n|\s@[a-z]+\s|(?<=[.!?…]["'`)]*)\s+/)
    .map((sentence) => sentence.replaceAll(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '');
}

/** Each circle once, from the file whose name comes first. */
function circles(): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of ours) next.set(from, [...(next.get(from) ?? []), to]);
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      const circle = path.slice(at);
      const first = circle.indexOf(circle.toSorted()[0]!);
      found.add([...circle.slice(first), ...circle.slice(0, first)].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const other of next.get(file) ?? []) visit(other, [...path, file]);
    done.add(file);
  };
  for (const file of written) visit(file, []);
  return [...found].toSorted();
}
