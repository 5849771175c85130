import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeError, namingSnapshot } from '../../src/cli/errors.ts';
import { checkOptions, startOptions } from '../../src/mockplane/check-options.ts';
import { OptionError } from '../../src/mockplane/options.ts';
import { mockplane } from '../helpers/cli.ts';

/** The text of the command line for options that a program refuses. */
function textFor(options: object): string {
  try {
    checkOptions(options, startOptions);
  } catch (error) {
    return describeError(error);
  }
  throw new Error('The options are valid.');
}

/** The message with which an error is thrown again. */
function rethrown(message: string, file?: string): unknown {
  try {
    return namingSnapshot(file)(new OptionError(message));
  } catch (error) {
    return (error as Error).message;
  }
}

describe('describeError', () => {
  it.each([
    [{ sandboxIdle: 5 }, '--sandbox-idle takes a duration'],
    [{ empty: true, snapshot: {} }, 'set --empty or --snapshot, not both.'],
    [{ stateless: true, sharedData: 'x' }, 'so --shared-data has no effect;'],
    [{ handlers: [] }, '--handlers need the documents whose operations they handle; set --mock or --api, too'],
    [{ libsql: 'http://a.test' }, '--libsql needs --libsql-admin, the URL'],
    [{ libsqlAdmin: 'http://a.test' }, '--libsql-admin and --libsql-admin-key need --libsql, the URL'],
  ])('names options as the command line does: %j', (options, text) => {
    expect(textFor(options)).toContain(text);
  });
});

describe('namingSnapshot', () => {
  it('adds the file to an error about the snapshot only', () => {
    expect(rethrown('the snapshot is invalid in 2 places: …', 'a.json')).toBe(
      'the snapshot a.json is invalid in 2 places: …',
    );
    expect(rethrown('the snapshot has version 3 of the format', 'a.json')).toBe(
      'the snapshot a.json has version 3 of the format',
    );
    expect(rethrown('port takes a number', 'a.json')).toBe('port takes a number');
    expect(rethrown('the snapshot is invalid')).toBe('the snapshot is invalid');
  });
});

describe('mockplane --snapshot', () => {
  it.each([['--port', '0'], ['exec']])('names the invalid file: %s', async (...command) => {
    const folder = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'state.json');
    writeFileSync(file, '{}');
    const { code, stderr } = await mockplane([
      ...command,
      '--snapshot',
      file,
      ...(command[0] === 'exec' ? ['true'] : []),
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain(`mockplane: the snapshot ${file} is invalid in `);
  });
});
