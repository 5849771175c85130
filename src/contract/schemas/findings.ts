import { valueAt } from '../json-pointer.ts';

/** Something in a document that cannot be served as it stands. */
export interface Finding {
  /** JSON Pointer into the document. */
  readonly pointer: string;
  readonly message: string;
}

function compilePattern(pattern: string, flags: '' | 'u'): RegExp | Error {
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    return error as Error;
  }
}

/** Why a pattern is no regular expression of JSON Schema, which are in Unicode mode; undefined if it is one. */
function patternError(pattern: string): string | undefined {
  const compiled = compilePattern(pattern, 'u');
  return compiled instanceof Error ? compiled.message : undefined;
}

/**
 * Compiles a pattern as JSON Schema means it: in Unicode mode, else without it, for patterns with needless escapes such
 * as `\-`. A pattern that is none in either mode matches everything.
 */
export function lenientRegExp(pattern: string): RegExp {
  const compiled = compilePattern(pattern, 'u');
  if (compiled instanceof RegExp) return compiled;
  const inOldMode = compilePattern(pattern, '');
  return inOldMode instanceof RegExp ? inOldMode : /(?:)/;
}

/** Lists the patterns of a document that are invalid in Unicode mode. */
export function patternFindings(document: object): Finding[] {
  const findings: Finding[] = [];
  const visit = (node: unknown, pointer: string): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (key === 'pattern' && typeof value === 'string') add(value, at);
      else if (key === 'patternProperties' && typeof value === 'object' && value !== null) {
        for (const pattern of Object.keys(value)) add(pattern, at);
      }
      if (!['example', 'examples', 'default', 'enum', 'const'].includes(key)) visit(value, at);
    }
  };
  const add = (pattern: string, pointer: string): void => {
    const error = patternError(pattern);
    if (error !== undefined)
      findings.push({ pointer, message: `the pattern is no regular expression in Unicode mode (${error})` });
  };
  visit(document, '');
  return findings;
}

/** Says which schema cannot be compiled, and why. */
export function compileFinding(document: object, pointer: string, error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  // Ajv names the reference as it resolved it, with the name under which it knows the document.
  const told = reason.replaceAll(/\bdocument#/g, '#').replace(/ from id (?:document)?$/, '');
  const isThere = valueAt(document, pointer) !== undefined;
  return { pointer, message: isThere ? `the schema cannot be used: ${told}` : 'there is no schema' };
}
