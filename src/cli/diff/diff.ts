import type { Difference } from '../../breaking/difference.ts';
import type { LoadedDocument } from '../../documents/load.ts';
import { isDocumentError } from '../../mockplane/document-error.ts';
import { OptionError } from '../../mockplane/options.ts';
import { describeError } from '../errors.ts';
import { parseArguments } from '../options.ts';
import { diffHelp } from './help.ts';
import { diffAsJson, formatDiff } from './report.ts';

interface DiffOptions {
  readonly before: string;
  readonly after: string;
  readonly all: boolean;
  readonly json: boolean;
}

/**
 * Compares a document with its previous version: `mockplane diff old.yaml new.yaml`.
 *
 * @returns the exit code: 0 if nothing breaks a client, 1 if something does, 2 when the comparison was not possible
 */
export async function diff(args: string[]): Promise<number> {
  try {
    const options = parseDiffOptions(args);
    if (options) return await run(options);
    process.stdout.write(`${diffHelp()}\n`);
    return 0;
  } catch (error) {
    if (error instanceof OptionError)
      process.stderr.write(`mockplane: ${describeError(error, 'mockplane diff --help')}\n`);
    else if (isDocumentError(error)) process.stderr.write(`mockplane: ${describeError(error, undefined, false)}\n`);
    else if (error instanceof Error && error.name === 'RedoclyMissingError')
      process.stderr.write(
        `mockplane: ${error.message}, and diff needs it. Install it: npm install --save-dev @redocly/cli\n`,
      );
    else throw error;
    return 2;
  }
}

async function run({ before, after, all, json }: DiffOptions): Promise<number> {
  const [{ loadDocuments }, { compare }] = await Promise.all([
    import('../../documents/load.ts'),
    import('../../breaking/compare.ts'),
  ]);
  // Separately, since both have the same paths.
  const [was] = loadDocuments([before]) as [LoadedDocument];
  const [is] = loadDocuments([after]) as [LoadedDocument];
  const differences = await compare(was.contract.document, is.contract.document, process.cwd());
  const found = { before, after, differences };
  process.stdout.write(`${json ? diffAsJson(found) : formatDiff(found, { all, stream: process.stdout })}\n`);
  return differences.some(({ rule }: Difference) => rule !== undefined) ? 1 : 0;
}

const flags = {
  all: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @returns undefined for `--help` @throws OptionError for an invalid command line */
function parseDiffOptions(args: readonly string[]): DiffOptions | undefined {
  const { values, positionals } = parseArguments({ args: [...args], options: flags, allowPositionals: true });
  if (values.help) return undefined;
  const [before, after, ...others] = positionals;
  if (before === undefined || after === undefined || others.length > 0) {
    throw new OptionError('diff takes the previous and the new document, such as: mockplane diff old.yaml new.yaml');
  }
  return { before, after, all: values.all ?? false, json: values.json ?? false };
}
