import { OptionError } from '../mockplane/options.ts';
import { DataDirectoryError } from '../sandbox/store/open.ts';

/**
 * Describes an error in one line that says what to do; a defect of Mockplane with its stack.
 *
 * @param help the command whose help has the options
 */
export function describeError(error: unknown, help = 'mockplane --help'): string {
  if (error instanceof OptionError) return `${error.message.replace(/(?<!\?)$/, '.')} See ${help}.`;
  if (error instanceof DataDirectoryError) return `${error.message}.`;
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Choose another with --port N, or --port 0 for a free one.`;
  if (code === 'EACCES') return `This user is not allowed to use port ${port}. Choose one above 1023 with --port N.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `This machine has no address ${address ?? 'of that name'}. Choose another with --host.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
