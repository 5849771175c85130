import type { DuplicateKey } from './duplicate-keys.ts';

/** A mistake in the syntax of a file, and its place. */
export interface SyntaxProblem {
  readonly message: string;
  /** From 1; undefined if unknown. */
  readonly line: number | undefined;
}

/** The parts of an exception of the YAML parser. */
interface YamlError {
  readonly reason: string;
  /** `line` counts from 0. */
  readonly mark?: { readonly line: number };
}

/** Says what is wrong with a key that an object has twice. */
export function duplicateProblem({ key, line, firstLine }: DuplicateKey): SyntaxProblem {
  return { message: `has the key ${JSON.stringify(key)} twice in one object, first on line ${firstLine}`, line };
}

/** Says what is wrong with a line that a tab indents. */
export function tabProblem(line: number): SyntaxProblem {
  return { message: 'is indented with a tab, which YAML does not allow; use spaces', line };
}

/** Describes an error of the YAML parser. @param kind of the file, as its author sees it */
export function yamlProblem(text: string, { reason, mark }: YamlError, kind: 'JSON' | 'YAML'): SyntaxProblem {
  const tab = mark && tabNear(text, mark.line);
  if (tab !== undefined) return tabProblem(tab);
  const line = mark && mark.line + 1;
  if (reason !== 'duplicated mapping key') return { message: `is not valid ${kind}: ${reason}`, line };
  const key = mark && keyOn(text, mark.line);
  return { message: `has the key ${key === undefined ? '' : `${key} `}twice in one object`, line };
}

/** The line of an indentation with a tab at which the parser stopped, or which it has just passed. */
function tabNear(text: string, stopped: number): number | undefined {
  const lines = text.split('\n');
  for (const line of [stopped, stopped - 1, stopped + 1]) if (/^ *\t\s*\S/.test(lines[line] ?? '')) return line + 1;
  return undefined;
}

/** The key that a line of YAML begins with; undefined for one within braces. */
function keyOn(text: string, line: number): string | undefined {
  let written = text.split('\n')[line]?.trim() ?? '';
  while (written.startsWith('- ')) written = written.slice(2).trimStart();
  const [first = ''] = written;
  if (first === '{' || first === '[') return undefined;
  const isQuoted = first === '"' || first === "'";
  const end = isQuoted ? written.indexOf(first, 1) + 1 : written.search(/:(?:\s|$)/);
  return end > 0 ? written.slice(0, end) : undefined;
}
