import { flags } from './options.ts';

/** The command line of `exec`, taken apart. */
export interface ExecArguments {
  readonly options: readonly string[];
  readonly command: string | undefined;
  readonly rest: readonly string[];
}

/**
 * Finds where the options of `exec` end: at `--`, or at the first word that is neither an option nor the value of one.
 * All that follows belongs to the command, whatever it looks like.
 */
export function splitExecArguments(args: readonly string[]): ExecArguments {
  let end = 0;
  while (end < args.length && args[end]!.startsWith('-') && args[end] !== '--') end += takesNext(args[end]!) ? 2 : 1;
  const [command, ...rest] = args.slice(args[end] === '--' ? end + 1 : end);
  return { options: args.slice(0, end), command, rest };
}

/** Whether the next word is the value of an option: of `--port` and `-p`, but not of `--port=0` and `-p0`. */
function takesNext(option: string): boolean {
  const known = Object.entries(flags).find(
    ([name, flag]) => option === `--${name}` || ('short' in flag && option === `-${flag.short}`),
  );
  return known?.[1].type === 'string';
}

/** The command line of `mock`, taken apart: options and files may come in any order. */
export function splitFiles(args: readonly string[]): { readonly options: string[]; readonly files: string[] } {
  const options: string[] = [];
  const files: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index]!;
    if (word === '--') {
      files.push(...args.slice(index + 1));
      break;
    }
    if (!word.startsWith('-')) files.push(word);
    else {
      options.push(word);
      if (takesNext(word) && index + 1 < args.length) options.push(args[++index]!);
    }
  }
  return { options, files };
}
