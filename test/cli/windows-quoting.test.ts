import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';

/** The command and arguments that the library of `exec` gives to the system. */
interface Parsed {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: { readonly windowsVerbatimArguments?: boolean };
}

type Parse = (command: string, args: readonly string[], options: object) => Parsed;

const require = createRequire(import.meta.url);

/** Whether a module belongs to the library. */
const isPart = (path: string): boolean => /node_modules\/(?:cross-spawn|which|isexe|path-key)\//.test(path);

/** Makes the next `require` load the library anew. */
function forget(): void {
  for (const path of Object.keys(require.cache).filter(isPart)) delete require.cache[path];
}

/** Loads the library as on Windows: it decides when it is loaded. */
function parseAsOnWindows(): Parse {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform')!;
  Object.defineProperty(process, 'platform', { ...platform, value: 'win32' });
  forget();
  try {
    return require('cross-spawn/lib/parse.js') as Parse;
  } finally {
    Object.defineProperty(process, 'platform', platform);
    forget();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
const shims = join(folder, 'node_modules', '.bin');
mkdirSync(shims, { recursive: true });
// The usual endings of commands, in the case of `PATHEXT`, because this file system may tell cases apart.
writeFileSync(join(folder, 'npm.CMD'), '');
writeFileSync(join(folder, 'git.EXE'), '');
writeFileSync(join(shims, 'vitest.CMD'), '');
afterAll(() => rmSync(folder, { recursive: true }));

const parse = parseAsOnWindows();
const options = (path: string) => ({ env: { PATH: path } });

/** Reads a line as cmd.exe does outside of quotes. @throws Error for a special character without a caret */
function readAsCmd(line: string): string {
  return line.replaceAll(/\^(.)|([()%!^"<>&|])/gs, (_, escaped?: string, special?: string) => {
    if (escaped === undefined) throw new Error(`cmd.exe would interpret ${special} in ${line}`);
    return escaped;
  });
}

/** Takes a command line apart as programs for Windows do. @see https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments */
function argumentsOf(line: string): string[] {
  const found: string[] = [];
  let word = '';
  let isWord = false;
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    const slashes = /^\\*/.exec(line.slice(at))![0].length;
    if (slashes > 0) {
      const isBeforeQuote = line[at + slashes] === '"';
      word += '\\'.repeat(isBeforeQuote ? Math.floor(slashes / 2) : slashes);
      isWord = true;
      at += slashes - 1;
      if (isBeforeQuote && slashes % 2 === 1) {
        word += '"';
        at++;
      }
    } else if (line[at] === '"') {
      isQuoted = !isQuoted;
      isWord = true;
    } else if (line[at] === ' ' && !isQuoted) {
      if (isWord) found.push(word);
      word = '';
      isWord = false;
    } else {
      word += line[at]!;
      isWord = true;
    }
  }
  return isWord ? [...found, word] : found;
}

/** Several backslashes before a quote or the end, of which cross-spawn 7.0.6 doubles only the last. */
const severalBackslashes = /\\{2}(?:"|$)/;

const words = fc.array(
  fc
    .string({ unit: fc.constantFrom(...Array.from('ab "\\%^&|<>()!;,*?\'$`~=ü')), maxLength: 12 })
    .filter((word) => !severalBackslashes.test(word)),
  { maxLength: 5 },
);

describe('the arguments of a command on Windows', () => {
  it.each([
    ['npm', 'a script that only cmd.exe runs', folder, 1],
    ['vitest', 'a script in node_modules/.bin, which passes them on to another line', shims, 2],
  ])('reach %s unchanged: %s', (command, _kind, path, readings) => {
    fc.assert(
      fc.property(words, (args) => {
        const { args: given, options: set } = parse(command, args, options(path));
        expect(set.windowsVerbatimArguments).toBe(true);
        expect(given.slice(0, 3)).toEqual(['/d', '/s', '/c']);
        let line = /^"(.*)"$/s.exec(given[3]!)![1]!;
        const first = `${command} `;
        expect(args.length === 0 ? line : line.slice(0, first.length)).toBe(args.length === 0 ? command : first);
        line = line.slice(first.length);
        // The blanks between arguments have no caret in the first line, and those within have.
        for (let reading = 0; reading < readings; reading++) line = readAsCmd(line);
        expect(argumentsOf(line)).toEqual(args);
      }),
    );
  });

  // When the library mends it, this test says so: then words need no filter.
  it.fails.each([['\\\\'], ['a\\\\"b']])('reach a script with several backslashes: %s', (word) => {
    const { args: given } = parse('npm', [word], options(folder));
    const line = /^"(.*)"$/s.exec(given[3]!)![1]!;
    expect(argumentsOf(readAsCmd(line.slice('npm '.length)))).toEqual([word]);
  });

  it('reach a program as they are, without a shell', () => {
    const args = ['commit', '-m', 'a "quoted" text', '%PATH%', '--quiet'];
    const parsed = parse('git', args, options(folder));
    expect([parsed.command, parsed.args, parsed.options.windowsVerbatimArguments]).toEqual(['git', args, undefined]);
  });
});
