import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { SqlError } from '../../../src/cli/sql/errors.ts';
import { prompt } from '../../../src/cli/sql/prompt.ts';

/** Types lines at a prompt. @returns the statements that ran, and all that was printed */
async function type(...lines: string[]): Promise<{ ran: string[]; printed: string }> {
  const input = new PassThrough();
  const output = new PassThrough();
  const ran: string[] = [];
  input.end(lines.map((line) => `${line}\n`).join(''));
  await prompt({
    name: 'my-org/my-db',
    input,
    output,
    session: {
      run(statements, onResult) {
        ran.push(...statements.map((each) => each.trim()));
        if (statements.some((each) => each.includes('FAIL'))) return Promise.reject(new SqlError('CODE: no'));
        onResult({ cols: [], rows: [], affected_row_count: statements.length });
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    },
    print: ({ affected_row_count: count }) => output.write(`${count} ran\n`),
    printError: ({ message }) => output.write(`${message}\n`),
  });
  output.end();
  return { ran, printed: await text(output) };
}

describe('the prompt of mockplane sql', () => {
  it('runs each statement when its last line has come', async () => {
    const { ran, printed } = await type('SELECT 1,', "'a;", "';", '', 'SELECT 2; SELECT 3;');
    expect(ran).toEqual(["SELECT 1,\n'a;\n';", 'SELECT 2;', 'SELECT 3;']);
    expect(printed).toContain('1 ran\n');
    expect(printed).toContain('2 ran\n');
  });

  it('goes on after an error', async () => {
    const { ran, printed } = await type('FAIL;', 'SELECT 2;');
    expect(ran).toEqual(['FAIL;', 'SELECT 2;']);
    expect(printed).toContain('CODE: no\n');
  });

  it('ends at .quit', async () => {
    expect((await type('SELECT 1;', '.quit', 'SELECT 2;')).ran).toEqual(['SELECT 1;']);
  });

  it('lists tables', async () => {
    const { ran } = await type('.tables');
    expect(ran).toEqual([expect.stringContaining('FROM sqlite_schema')]);
  });

  it('says what there is when a command is unknown', async () => {
    const { ran, printed } = await type('.nope');
    expect(ran).toEqual([]);
    expect(printed.match(/\.schema shows their SQL/g)).toHaveLength(2);
  });
});
