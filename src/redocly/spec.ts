import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Document } from '../contract/document.ts';

/** The folder that holds `redocly.yaml` and `spec`; there is none in an installed package. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** A document that cannot be bundled; the message says where in `spec` the error is. */
export class SpecError extends Error {
  override readonly name = 'SpecError';
  /** What the linter or bundler printed. */
  readonly output: string;

  constructor(message: string, output: string) {
    super(message);
    this.output = output;
  }
}

/** Whether the documents' sources are here, and Redocly to bundle them. */
export function canBundle(): boolean {
  return existsSync(join(projectRoot, 'redocly.yaml')) && redoclyCli() !== undefined;
}

/**
 * Bundles a document of `spec` into one.
 *
 * @param name as in `redocly.yaml`
 * @throws SpecError
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

/** What the linter says of a place in `spec`. */
export interface Finding {
  /** `spec/turso-2023/components/schemas/Database.yaml:12:5` */
  readonly place: string;
  readonly message: string;
  /** Whether the document cannot be served so; else it is a matter of the project's own rules. */
  readonly isBroken: boolean;
}

const breaking = new Set(['struct', 'no-unresolved-refs', 'security-defined', 'bundler', 'path-parameters-defined']);

/** Lints a document of `spec`. */
export async function lint(name: string): Promise<Finding[]> {
  const output = await redocly('lint', name, '--format', 'json', '--max-problems', '1000').catch((error: SpecError) => {
    // Problems make it fail; what it found is on its output all the same.
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
  const cli = redoclyCli();
  if (!cli) throw new SpecError('@redocly/cli is not installed', '');
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };
  try {
    const options = { cwd: projectRoot, env, maxBuffer: 67_108_864 };
    return (await promisify(execFile)(process.execPath, [cli, ...args], options)).stdout;
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as { stdout?: string; stderr?: string; message: string };
    const output = `${stderr}${stdout}`.replaceAll(projectRoot, '').trim();
    throw new SpecError(output || message, stdout.trim());
  }
}

function redoclyCli(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
    return join(dirname(manifest), 'bin/cli.js');
  } catch {
    return undefined;
  }
}
