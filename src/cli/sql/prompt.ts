import { createInterface } from 'node:readline/promises';
import { SqlError } from './errors.ts';
import type { SqlSession } from './session.ts';
import { isComplete, splitStatements } from './split.ts';
import type { Result } from './wire.ts';

export interface PromptOptions {
  readonly session: SqlSession;
  /** The text before each statement, without `> `. */
  readonly name: string;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly print: (result: Result) => void;
  readonly printError: (error: SqlError) => void;
}

const commands: Readonly<Record<string, string>> = {
  '.tables': `SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
  '.schema': 'SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid',
};

const help = `A statement ends with a semicolon. .tables lists tables, .schema shows their SQL, .quit ends.`;

/** Reads statements from a terminal until `.quit` or the end of the input. An error does not end it. */
export async function prompt({ session, name, input, output, print, printError }: PromptOptions): Promise<void> {
  const lines = createInterface({ input, output, prompt: `${name}> ` });
  const continuation = `${' '.repeat(Math.max(0, name.length - 3))}...> `;
  let text = '';
  let isClosed = false;
  lines.once('close', () => (isClosed = true));
  const ask = (): void => {
    // Ctrl-D may come while a statement runs.
    if (isClosed) return;
    lines.setPrompt(text === '' ? `${name}> ` : continuation);
    lines.prompt();
  };
  const run = async (sql: string): Promise<void> => {
    try {
      await session.run(splitStatements(sql), print);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      printError(error);
    }
  };
  lines.on('SIGINT', () => {
    // Ctrl-C forgets the statement, and on an empty line ends the prompt.
    if (text === '' && lines.line === '') return lines.close();
    text = '';
    output.write('\n');
    ask();
  });
  output.write(`${help}\n`);
  ask();
  for await (const line of lines) {
    const word = line.trim();
    if (text === '' && ['.quit', '.exit'].includes(word)) break;
    if (text === '' && word.startsWith('.')) {
      if (Object.hasOwn(commands, word)) await run(commands[word]!);
      else output.write(`${help}\n`);
    } else if (text !== '' || word !== '') {
      text += `${line}\n`;
      if (isComplete(text)) {
        const sql = text;
        text = '';
        await run(sql);
      }
    }
    ask();
  }
  lines.close();
}
