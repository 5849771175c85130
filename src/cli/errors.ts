import type { DocumentError } from '../documents/finding.ts';
import { isDocumentError } from '../mockplane/document-error.ts';
import { OptionError } from '../mockplane/options.ts';
import { DataDirectoryError } from '../sandbox/store/open.ts';
import { flags } from './options.ts';

/**
 * Describes an error in one line that says what to do; a defect of Mockplane with its stack.
 *
 * @param help the command whose help has the options
 * @param isLenient whether the command has the option `--lenient`
 */
export function describeError(error: unknown, help = 'mockplane --help', isLenient = true): string {
  if (error instanceof OptionError) return `${error.describe(flagOf).replace(/(?<!\?)$/, '.')} See ${help}.`;
  if (isDocumentError(error)) return describeDocumentError(error, isLenient);
  if (error instanceof DataDirectoryError) return `${error.message}.`;
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Choose another with --port N, or --port 0 for a free one.`;
  if (code === 'EACCES') return `This user is not allowed to use port ${port}. Choose one above 1023 with --port N.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `This machine has no address ${address ?? 'with this name'}. Choose another with --host.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Several findings are one a line; a single one is in the line of the error. */
function describeDocumentError({ message, findings }: DocumentError, isLenient: boolean): string {
  const isReadable = findings.some(({ pointer }) => pointer !== undefined);
  const advice = isReadable && isLenient ? 'Correct it, or serve the valid parts with --lenient.' : 'Correct it.';
  if (findings.length > 1) return `the document is invalid:\n${message.replaceAll(/^/gm, '  ')}\n${advice}`;
  return isReadable ? `${message}. ${advice}` : `${message}.`;
}

/**
 * Adds the name of its file to an error about the initial snapshot.
 *
 * @param file undefined if there is no snapshot
 */
export function namingSnapshot(file: string | undefined): (error: unknown) => never {
  return (error) => {
    if (file === undefined || !(error instanceof OptionError)) throw error;
    const withFile = (text: string): string =>
      text.replace(/^the snapshot (?=is |has )/, () => `the snapshot ${file} `);
    throw new OptionError((option) => withFile(error.describe(option)), { cause: error });
  };
}

/** Names an option as the command line does: `--sandbox-idle` for `sandboxIdle`. */
function flagOf(name: string): string {
  if (name === 'documents') return '--mock or --api';
  const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return Object.hasOwn(flags, flag) ? `--${flag}` : name;
}
