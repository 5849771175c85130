import type { Arguments, Outcome, Program, SqlValue, StatementResult, WrittenRows } from '../engine.ts';
import type { Reply, Request, RunReply } from './messages.ts';

/**
 * Values in JSON. Numbers are INTEGERs when they are whole and REALs when they are not; everything that JSON cannot say so
 * stands in a pair.
 */
export type WireValue = null | string | number | ['integer' | 'real' | 'blob', string];

export function encodeValue(value: SqlValue): WireValue {
  if (value === null) return null;
  switch (typeof value) {
    case 'string':
      return value;
    case 'bigint': {
      const number = Number(value);
      return Number.isSafeInteger(number) ? number : ['integer', String(value)];
    }
    case 'number':
      // Minus zero is whole, too.
      return Number.isInteger(value) || !Number.isFinite(value)
        ? ['real', Object.is(value, -0) ? '-0' : String(value)]
        : value;
    default:
      return ['blob', Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')];
  }
}

export function decodeValue(value: WireValue): SqlValue {
  if (value === null || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  const [type, text] = value;
  if (type === 'integer') return BigInt(text);
  return type === 'real' ? Number(text) : Uint8Array.from(Buffer.from(text, 'base64'));
}

type Convert = (value: never) => unknown;

/** One line of text. */
export function encodeRequest(request: Request): string {
  if (request.type !== 'run' || !hasArguments(request.program)) return JSON.stringify(request);
  return JSON.stringify({ ...request, program: convertProgram(request.program, encodeValue) });
}

export function decodeRequest(line: string): Request {
  const request = JSON.parse(line) as Request;
  if (request.type !== 'run' || !hasArguments(request.program)) return request;
  return { ...request, program: convertProgram(request.program, decodeValue) };
}

function hasArguments(program: Program): boolean {
  return program.type === 'steps' && program.steps.some((step) => step.arguments !== undefined);
}

function convertProgram(program: Program, convert: Convert): Program {
  if (program.type === 'script') return program;
  return {
    type: 'steps',
    steps: program.steps.map((step) =>
      step.arguments ? { ...step, arguments: convertArguments(step.arguments, convert) } : step,
    ),
  };
}

function convertArguments({ positional, named }: Arguments, convert: Convert): Arguments {
  const of = convert as (value: SqlValue) => SqlValue;
  return {
    positional: positional?.map(of),
    named: named?.map(({ name, value }) => ({ name, value: of(value) })),
  };
}

/** @returns one line of text, and the bytes of rows that are written already */
export function encodeReply(reply: Reply): { readonly json: string; readonly bytes: readonly Uint8Array[] } {
  if (!isRunReply(reply)) return { json: JSON.stringify(reply), bytes: [] };
  const bytes: Uint8Array[] = [];
  const encodeWritten = (written: WrittenRows): WrittenRows => {
    bytes.push(written.bytes);
    return { count: written.count, length: written.bytes.length } as unknown as WrittenRows;
  };
  return { json: JSON.stringify(convertReply(reply, encodeValue, encodeWritten)), bytes };
}

/** @param bytes that followed the line */
export function decodeReply(json: string, bytes: Buffer): Reply {
  const reply = JSON.parse(json) as Reply;
  if (!isRunReply(reply)) return reply;
  let start = 0;
  const decodeWritten = (written: WrittenRows): WrittenRows => {
    const { count, length } = written as unknown as { readonly count: number; readonly length: number };
    const end = start + length;
    const own = bytes.subarray(start, end);
    start = end;
    return { count, bytes: own };
  };
  return convertReply(reply, decodeValue, decodeWritten);
}

type RunResultReply = Omit<Extract<Reply, { type: 'result' }>, 'value'> & { readonly value: RunReply };

function isRunReply(reply: Reply): reply is Extract<Reply, { type: 'result' }> & RunResultReply {
  if (reply.type !== 'result') return false;
  const { value } = reply;
  return typeof value === 'object' && 'result' in value && 'outcomes' in value.result;
}

type ConvertWritten = (written: WrittenRows) => WrittenRows;

function convertReply(reply: RunResultReply, convert: Convert, convertWritten: ConvertWritten): Reply {
  const { result }: RunReply = reply.value;
  if (result.type !== 'done') return reply;
  const outcomes = result.outcomes.map((outcome) => convertOutcome(outcome, convert, convertWritten));
  const value: RunReply = { ...reply.value, result: { type: 'done', outcomes } };
  return { ...reply, value };
}

function convertOutcome(outcome: Outcome, convert: Convert, convertWritten: ConvertWritten): Outcome {
  const of = convert as (value: SqlValue) => SqlValue;
  const convertRows = <T extends Pick<StatementResult, 'rows' | 'written'>>(given: T): T =>
    given.rows.length === 0 && !given.written
      ? given
      : {
          ...given,
          rows: given.rows.map((row) => row.map(of)),
          ...(given.written && { written: convertWritten(given.written) }),
        };
  switch (outcome.type) {
    case 'ok': {
      const { result } = outcome;
      const { lastInsertRowid } = result;
      return {
        type: 'ok',
        result: {
          ...convertRows(result),
          lastInsertRowid: lastInsertRowid === undefined ? undefined : (of(lastInsertRowid) as bigint),
        },
      };
    }
    case 'error': {
      const { partial } = outcome;
      return partial ? { ...outcome, partial: convertRows(partial) } : outcome;
    }
    default:
      return outcome;
  }
}
