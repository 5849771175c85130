import { readFileSync } from 'node:fs';
import { escapeToken, unescapeToken } from '../contract/json-pointer.ts';
import { findDuplicateKey } from './duplicate-keys.ts';
import { DocumentError, type Finding } from './finding.ts';
import { lineOfPointer } from './json-text.ts';
import { libraries } from './load-libraries.ts';
import { duplicateProblem, type SyntaxProblem, tabProblem, yamlProblem } from './syntax-error.ts';
import { findTab } from './tabs.ts';

/** A file of a document, parsed. */
export interface Source {
  /** The path as it was given, or as a reference resolves to. */
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  /** Whether the text is JSON, rather than YAML. */
  readonly isJson: boolean;
}

/** Reads a YAML or JSON file. @throws DocumentError with the place of a syntax error */
export function readSource(file: string): Source {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isAddress = /^[a-z][a-z\d+.-]+:\/\//i.test(file);
    const missing = isAddress
      ? 'Mockplane does not fetch addresses; save the document as a file'
      : 'there is no such file';
    const reason = code === 'ENOENT' ? missing : `the file cannot be read: ${message}`;
    throw new DocumentError([{ level: 'error', file, message: reason }]);
  }
  const content = text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text;
  return { file, text: content, ...parseSource(file, content) };
}

/** Parses YAML or JSON. @throws DocumentError with the place of a syntax error */
function parseSource(file: string, content: string): Pick<Source, 'value' | 'isJson'> {
  if (content.trim() === '') throw new DocumentError([{ level: 'error', file, message: 'the file is empty' }]);
  const refuse = ({ line, message }: SyntaxProblem): never => {
    throw new DocumentError([{ level: 'error', file, line, message }]);
  };
  // `JSON.parse` is many times faster than a parser of YAML.
  if (/^\s*[[{]/.test(content)) {
    const value = parseJsonOrNothing(content);
    if (value !== undefined) {
      const duplicate = findDuplicateKey(content, value);
      return duplicate ? refuse(duplicateProblem(duplicate)) : { value, isJson: true };
    }
  }
  let value: unknown;
  try {
    value = libraries().parseYaml(content);
    // A comment before JSON makes one text of it all.
    if (typeof value === 'string' && file.endsWith('.json')) JSON.parse(content);
  } catch (error) {
    if (error instanceof SyntaxError)
      return refuse({ line: undefined, message: `is not valid JSON: ${error.message}` });
    const { reason, mark } = error as { reason?: string; mark?: { line: number } };
    if (reason === undefined) throw error;
    return refuse(yamlProblem(content, { reason, ...(mark && { mark }) }, file.endsWith('.json') ? 'JSON' : 'YAML'));
  }
  const tab = findTab(content);
  if (tab !== undefined) return refuse(tabProblem(tab));
  const message = aliasProblem(value);
  return message === undefined ? { value, isJson: false } : refuse({ line: undefined, message });
}

/** Parses JSON; undefined for YAML in flow style, or broken JSON: the other parser finds out. */
function parseJsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Several times as many as the largest published documents have. */
const mostObjects = 1_000_000;

/** Says what is wrong with the aliases of a file; undefined if nothing is. */
function aliasProblem(value: unknown): string | undefined {
  const count = countObjects(value);
  if (count === undefined) return 'has an alias within its own anchor';
  if (count <= mostObjects) return undefined;
  return `has more than ${mostObjects.toLocaleString('en')} objects once its aliases are expanded`;
}

/** Counts objects, each as often as aliases repeat it; undefined if one is within itself. Each is looked at once. */
function countObjects(value: unknown): number | undefined {
  const counts = new Map<object, number | undefined>();
  const count = (node: unknown): number | undefined => {
    if (typeof node !== 'object' || node === null) return 0;
    if (counts.has(node)) return counts.get(node);
    // Undefined until all members are counted.
    counts.set(node, undefined);
    let sum = 1;
    for (const member of Object.values(node)) {
      const own = count(member);
      if (own === undefined) return undefined;
      sum += own;
    }
    counts.set(node, sum);
    return sum;
  };
  return count(value);
}

const byteOrderMark = 0xfe_ff;

/** Finds the line of a value. @param pointer JSON Pointer into the file @returns from 1; undefined if unknown */
function lineOf({ text, isJson }: Source, pointer: string): number | undefined {
  if (isJson) return lineOfPointer(text, pointer);
  const starts = new Map<unknown, number>();
  const open: number[] = [];
  let value: unknown;
  try {
    value = libraries().parseYaml(text, (event, { line, result }) => {
      if (event === 'open') open.push(line);
      else {
        const start = open.pop()!;
        if (typeof result === 'object' && result !== null && !starts.has(result)) starts.set(result, start);
      }
    });
  } catch {
    return undefined;
  }
  let line = 0;
  for (const token of pointer.split('/').slice(1)) {
    const key = unescapeToken(token);
    if (typeof value !== 'object' || value === null) break;
    const parent: object = value;
    value = (parent as Record<string, unknown>)[key];
    const start = starts.get(parent) ?? line;
    line = Array.isArray(parent) ? (starts.get(value) ?? start) : lineOfKey(text, start, key);
  }
  return line + 1;
}

/** Finds the line of a key from a line on. Another key of the same name inside an earlier value may win. */
function lineOfKey(text: string, start: number, key: string): number {
  const lines = text.split('\n');
  const written = [`${key}:`, `"${key}":`, `'${key}':`, JSON.stringify(key)];
  const shallowest: { line: number; indent: number } = { line: start, indent: Infinity };
  const own = indentOf(lines[start] ?? '');
  for (let index = start; index < lines.length; index++) {
    const line = lines[index]!;
    const content = line
      .trim()
      .replace(/^(?:- +)+/, '')
      .replace(/^[{,] */, '');
    const indent = line.length - line.trimStart().length;
    if (index > start && content !== '' && indent < own) break;
    if (indent < shallowest.indent && written.some((form) => content.startsWith(form))) {
      shallowest.line = index;
      shallowest.indent = indent;
    }
  }
  return shallowest.line;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Adds the line to findings with a pointer. @param sources the files by path */
export function withLines(findings: readonly Finding[], sources: ReadonlyMap<string, Source>): Finding[] {
  return findings.map((finding) => {
    const source = sources.get(finding.file);
    if (finding.line !== undefined || finding.pointer === undefined || !source) return finding;
    return { ...finding, line: lineOf(source, finding.pointer) };
  });
}

/** Appends a key to a JSON Pointer. */
export function childPointer(pointer: string, key: string | number): string {
  return `${pointer}/${escapeToken(String(key))}`;
}
