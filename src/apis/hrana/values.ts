import { Problem } from '../../contract/problem.ts';
import type { SqlValue } from '../../sql/engine.ts';
import { toBase64 } from '../../sql/written-rows.ts';
import { messages } from './messages.ts';
import type { WireValue } from './wire.ts';

/** A value that the contract's schema has let pass, as the engine takes it. @throws Problem 400 */
export function fromWire(value: WireValue): SqlValue {
  switch (value.type) {
    case 'null':
      return null;
    case 'integer':
      return parseInteger(value.value);
    case 'float':
      if (value.value === null) throw new Problem(400, messages.notAMessage(messages.notAFloat));
      return value.value;
    case 'text':
      return value.value;
    default:
      return parseBase64(value.base64);
  }
}

/** A value of a result. An infinite float has no JSON number and becomes `null`. */
export function toWire(value: SqlValue): WireValue {
  switch (typeof value) {
    case 'bigint':
      return { type: 'integer', value: value.toString() };
    case 'number':
      return { type: 'float', value: Number.isFinite(value) ? value : null };
    case 'string':
      return { type: 'text', value };
    default:
      return value === null ? { type: 'null' } : { type: 'blob', base64: toBase64(value) };
  }
}

/** The longest text that surely fits; most integers are shorter. */
const safeDigits = 18;

function parseInteger(text: string): bigint {
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text);
  if (text.length > safeDigits && BigInt.asIntN(64, value) !== value) {
    throw new Problem(400, messages.notAMessage(messages.notAnInteger(text)));
  }
  return value;
}

function parseBase64(text: string): Uint8Array {
  const digits = text.replace(/={1,2}$/, '');
  // A rest of one digit holds six bits, which are no byte.
  if (digits.length % 4 === 1) throw new Problem(400, messages.notAMessage(messages.notBase64(text)));
  return Buffer.from(digits, 'base64');
}
