import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import type { Document } from '../contract/document.ts';
import { findRedocly, runRedocly } from './cli.ts';

/** The folder with `redocly.yaml` and `spec`. An installed package has neither. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** A document that cannot be bundled. The message locates the error in `spec`. */
export class SpecError extends Error {
  override readonly name = 'SpecError';
  /** The output of the linter or bundler. */
  readonly output: string;

  constructor(message: string, output: string) {
    super(message);
    this.output = output;
  }
}

/** Whether the sources of the documents and Redocly are available. */
export function canBundle(): boolean {
  return existsSync(join(projectRoot, 'redocly.yaml')) && findRedocly(projectRoot) !== undefined;
}

/**
 * Bundles a document of `spec` into a single file.
 *
 * @param name its name in `redocly.yaml`
 * @throws SpecError when it cannot be bundled
 */
export async function bundle(name: string): Promise<Document> {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-'));
  const file = join(folder, `${name}.json`);
  try {
    await redocly('bundle', name, '--output', file);
    return JSON.parse(readFileSync(file, 'utf8')) as Document;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A finding of the linter. */
export interface Finding {
  /** `spec/turso-2023/components/schemas/Database.yaml:12:5` */
  readonly place: string;
  readonly message: string;
  /** Whether the finding makes the document unusable. Otherwise it breaks only a rule of this project. */
  readonly isBroken: boolean;
}

const breaking = new Set(['struct', 'no-unresolved-refs', 'security-defined', 'bundler', 'path-parameters-defined']);

/** Lints a document of `spec`. @param name its name in `redocly.yaml` */
export async function lint(name: string): Promise<Finding[]> {
  const output = await redocly('lint', name, '--format', 'json', '--max-problems', '1000').catch((error: SpecError) => {
    // Redocly exits with an error when it finds problems, but still prints them.
    if (error.output.startsWith('{')) return error.output;
    throw error;
  });
  const { problems } = JSON.parse(output) as { problems: LintProblem[] };
  return problems.map(({ ruleId, message, location: [location] }) => ({
    place: location ? `${location.source.ref}${lineOf(location.start)}` : name,
    message: message.replaceAll(projectRoot, ''),
    isBroken: breaking.has(ruleId),
  }));
}

interface LintProblem {
  readonly ruleId: string;
  readonly message: string;
  readonly location: { readonly source: { readonly ref: string }; readonly start?: { line: number; col: number } }[];
}

function lineOf(start: { line: number; col: number } | undefined): string {
  return start ? `:${start.line}:${start.col}` : '';
}

async function redocly(...args: string[]): Promise<string> {
  const cli = findRedocly(projectRoot);
  if (cli === undefined) throw new SpecError('@redocly/cli is not installed', '');
  const { code, stdout, stderr } = await runRedocly(cli, args, projectRoot);
  if (code === 0) return stdout;
  const output = `${stderr}${stdout}`.replaceAll(projectRoot, '').trim();
  throw new SpecError(output || `redocly ${args[0]} ended with code ${code}`, stdout.trim());
}
