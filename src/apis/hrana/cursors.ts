import type { operations } from '../../contract/generated/hrana.ts';
import type { Handler } from '../../sandbox/handler.ts';
import type { HranaContext } from './context.ts';
import { cursorParts } from './cursor-entries.ts';
import { createMeter } from './meter.ts';
import { batchProgram } from './programs.ts';
import type { CursorResponse } from './wire.ts';
import { run, type WorkResult } from './work.ts';

/** Runs a batch as a whole, then writes the lines: results are bounded, and the baton can say how it left the stream. */
export const executeCursor: Handler<operations['executeCursor'], HranaContext> = async (input, context) => {
  const { body, signal } = input;
  const { database, access } = context.grant(input.path, input.principal);
  await context.ready(database.content.id);
  const held = context.streams.acquire(body.baton, database, access);
  const meter = createMeter();
  try {
    const program = batchProgram(body.batch, held.stream.texts, 3);
    const result = await run({ stream: held.stream, database, meter, signal }, program, 'entries');
    const first: CursorResponse = { baton: held.release(), base_url: null };
    const lines = `${JSON.stringify(first)}\n`;
    return { status: 200, body: lines, written: writeLines(lines, result) };
  } catch (error) {
    held.drop();
    throw error;
  } finally {
    context.report(database, meter);
  }
};

function writeLines(first: string, result: WorkResult): Uint8Array {
  const pieces: Uint8Array[] = [];
  let text = first;
  for (const part of cursorParts(result)) {
    if (part instanceof Uint8Array) {
      pieces.push(Buffer.from(text), part);
      text = '';
    } else text += `${JSON.stringify(part)}\n`;
  }
  pieces.push(Buffer.from(text));
  return Buffer.concat(pieces);
}
