import { OptionError } from '../mockplane/options.ts';
import { splitFiles } from './exec-arguments.ts';
import { mockHelp } from './text.ts';
import { serve } from './serve.ts';

/**
 * Serves OpenAPI documents in place of the built-in APIs, and leaves the server running: `mockplane mock openapi.yaml`.
 *
 * @throws OptionError when no file is given
 */
export async function mock(args: string[]): Promise<number | undefined> {
  const { options, files } = splitFiles(args);
  if (options.some((option) => ['--help', '-h'].includes(option))) {
    process.stdout.write(`${mockHelp()}\n`);
    return 0;
  }
  const isGiven = files.length > 0 || options.some((option) => option.startsWith('--mock'));
  if (!isGiven && !process.env['MOCKPLANE_MOCK']) {
    throw new OptionError('mock takes an OpenAPI document, such as: mockplane mock openapi.yaml');
  }
  return serve([...options, ...files.map((file) => `--mock=${file}`)]);
}
