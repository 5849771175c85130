import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { checkSync } from 'recheck';
import ts from 'typescript';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { root } from '../helpers/folders.ts';

interface Pattern {
  readonly source: string;
  readonly flags: string;
  readonly where: string;
}

/** Run when the pages are built, over this project's own text. */
const buildTime = /^(?:site\/[a-z-]+\.ts|tools\/.*|contract\/generated\/.*)$/;

const apis = ['turso-2023', 'lambda', 'admin'];

/** The `pattern` of each schema, as Ajv compiles it, and the regular expression behind each `format`. */
function patternsOfContract(api: string): Pattern[] {
  const found: Pattern[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { pattern, format, type } = node as Record<string, unknown>;
    if (typeof pattern === 'string') found.push({ source: pattern, flags: 'u', where: api });
    if (typeof format === 'string' && typeof type === 'string') {
      const known = fullFormats[format as keyof typeof fullFormats];
      const expression = known instanceof RegExp ? known : undefined;
      if (expression) found.push({ source: expression.source, flags: expression.flags, where: `${api}: ${format}` });
    }
    for (const child of Object.values(node)) walk(child);
  };
  walk(JSON.parse(readFileSync(join(root, `src/contract/generated/${api}.json`), 'utf8')));
  return found;
}

const ofDocument = 'a pattern of the document that the user serves';
const ofTexts = 'fixed texts or escaped names, one beside the other, with one repetition of a class after them at most';

/** The files that put regular expressions together at run time, which cannot be checked, and their parts. */
const composed: Readonly<Record<string, string>> = {
  'contract/schemas/findings.ts': ofDocument,
  'documents/check-schema.ts': ofDocument,
  'documents/generate/matches.ts': ofDocument,
  'pipeline/redact.ts': ofTexts,
  'sql/sqld/forbidden-names.ts': ofTexts,
};
const composing = new Set<string>();

/** Each regular expression that is written in a file. @throws Error for one that is put together in another file */
function patternsOfFile(file: string): Pattern[] {
  const kind = file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const text = readFileSync(join(root, 'src', file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const found: Pattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1), where: file });
    }
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp') {
      if (!Object.hasOwn(composed, file)) {
        throw new Error(`${file} puts a regular expression together: ${node.getText()}`);
      }
      composing.add(file);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function patternsOfSources(): Pattern[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.(?:ts|tsx|js)$/.test(file) && !buildTime.test(file))
    .flatMap(patternsOfFile);
}

/**
 * Why an expression could take more time than in proportion to its text; undefined when it could not. A repetition with a
 * high end is looked at as one without an end: there are as many ways to read a text or more, and the proof is quick.
 */
function slowness({ source, flags }: Pattern): string | undefined {
  const endless = source.replaceAll(/\{(\d+),\d{2,}\}/g, (_, least: string) => `{${least},}`);
  const result = checkSync(endless, flags, { timeout: 20_000, randomSeed: 1 });
  if (result.status === 'safe') return undefined;
  return result.status === 'vulnerable' ? result.complexity.summary : `not found out: ${result.error.kind}`;
}

function slowOnes(patterns: readonly Pattern[]): (Pattern & { readonly why: string })[] {
  const distinct = new Map(patterns.map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern]));
  return [...distinct.values()].flatMap((pattern) => {
    const why = slowness(pattern);
    return why === undefined ? [] : [{ ...pattern, why }];
  });
}

beforeAll(() => {
  // The part of it that is JavaScript, whatever else is installed.
  vi.stubEnv('RECHECK_BACKEND', 'pure');
  vi.stubEnv('RECHECK_SYNC_BACKEND', 'pure');
  return () => void vi.unstubAllEnvs();
});

describe('a regular expression', () => {
  it.each(apis)('of the %s contract is not made slow by any text', (api) => {
    const patterns = patternsOfContract(api);
    expect(patterns.length).toBeGreaterThan(3);
    expect(slowOnes(patterns)).toEqual([]);
  });

  it('of the sources is not made slow by any text', () => {
    const patterns = patternsOfSources();
    expect(patterns.length).toBeGreaterThan(50);
    expect(slowOnes(patterns)).toEqual([]);
    expect([...composing].toSorted()).toEqual(Object.keys(composed));
  }, 120_000);

  it.each(['^(a+)+$', '(a|a)*b', '\\s+$', '^([a-z]+)*:$'])('such as %s is found', (source) => {
    expect(slowness({ source, flags: '', where: 'here' })).toBeDefined();
  });
});
