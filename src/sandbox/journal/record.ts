import type { RecordedChanges } from '../../contract/call.ts';
import { toRecordedChanges } from '../../contract/recorded-changes.ts';
import type { ByteRing, Place } from './byte-ring.ts';
import { type Exchange, type Message, steps, type TrailEntry } from './exchange.ts';

/**
 * The layout of a record, in bytes: numbers that are looked up without the rest, the lengths of four texts in
 * characters, how each is encoded, and how many small numbers there are. These numbers follow, and then the texts.
 */
const layout = {
  sequence: 0,
  at: 8,
  size: 16,
  duration: 24,
  requestBytes: 32,
  responseBytes: 40,
  lengths: 48,
  encodings: 64,
  count: 68,
  numbers: 72,
} as const;

/** The facts of an exchange but its bodies and changes: texts one after another, and numbers for their lengths. */
interface Facts {
  text: string;
  readonly numbers: number[];
}

/** The facts that most exchanges do not have. */
type Rare = Pick<Exchange, 'faults' | 'refusal' | 'notes' | 'violations' | 'sql'>;

/** Makes the rows of recorded changes. */
export type DecodeChanges = RecordedChanges['decode'];

/**
 * Adds an exchange to a ring as bytes. An object would live on the heap until a thousand others have come, and the
 * collector of V8 is slow where objects die old.
 *
 * @param size see `recordedSize`
 */
export function addRecord(ring: ByteRing, exchange: Exchange, size: number): void {
  const { request, response, changes } = exchange;
  const { text: facts, numbers } = factsOf(exchange);
  const texts = [facts, request.body, response.body, changes?.text ?? ''];
  let length: number = layout.numbers;
  for (const number of numbers) length += bytesOf(number);
  let encodings = 0;
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index]!;
    // UTF-8 has no bytes for half of a surrogate pair, which a truncated text may end with.
    const isAscii = Buffer.byteLength(text) === text.length;
    if (!isAscii) encodings |= 1 << index;
    length += isAscii ? text.length : 2 * text.length;
  }
  const { bytes, start } = ring.add(length);
  bytes.writeDoubleLE(exchange.sequence, start + layout.sequence);
  bytes.writeDoubleLE(exchange.at, start + layout.at);
  bytes.writeDoubleLE(size, start + layout.size);
  bytes.writeDoubleLE(exchange.durationMilliseconds, start + layout.duration);
  bytes.writeDoubleLE(request.bodyBytes, start + layout.requestBytes);
  bytes.writeDoubleLE(response.bodyBytes, start + layout.responseBytes);
  bytes.writeUInt32LE(encodings, start + layout.encodings);
  bytes.writeUInt32LE(numbers.length, start + layout.count);
  let end = writeNumbers(bytes, start + layout.numbers, numbers);
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index]!;
    bytes.writeUInt32LE(text.length, start + layout.lengths + 4 * index);
    if (text !== '') end += bytes.write(text, end, encodings & (1 << index) ? 'utf16le' : 'latin1');
  }
}

/** Adds a copy of a record to a ring, for an exchange that repeats it at another time. @param index of the record */
export function addRepeated(ring: ByteRing, index: number, exchange: Exchange): void {
  const length = ring.lengthAt(index);
  const { bytes, start } = ring.add(length);
  // The records may have moved.
  const from = ring.at(index).start;
  bytes.copyWithin(start, from, from + length);
  bytes.writeDoubleLE(exchange.sequence, start + layout.sequence);
  bytes.writeDoubleLE(exchange.at, start + layout.at);
  bytes.writeDoubleLE(exchange.durationMilliseconds, start + layout.duration);
}

function factsOf(exchange: Exchange): Facts {
  const { api, operation, request, response, trail, faults, refusal, notes, violations, sql } = exchange;
  const facts: Facts = { text: '', numbers: [exchange.status] };
  addText(facts, exchange.sandbox);
  addText(facts, exchange.method);
  addText(facts, exchange.target);
  addText(facts, exchange.answeredBy);
  facts.numbers.push(api === undefined ? 0 : 1, operation === undefined ? 0 : 1);
  addText(facts, api ?? '');
  addText(facts, operation ?? '');
  addHeaders(facts, request.headers);
  addHeaders(facts, response.headers);
  facts.numbers.push(trail.length);
  for (const { step, outcome, detail } of trail) {
    facts.numbers.push(2 * steps.indexOf(step) + (outcome === 'ok' ? 1 : 0));
    addText(facts, detail);
  }
  const isUsual = refusal === undefined && !sql && faults.length === 0 && notes.length === 0 && violations.length === 0;
  addText(facts, isUsual ? '' : JSON.stringify({ faults, refusal, notes, violations, sql }));
  return facts;
}

/** Stands for the text of a redacted header, which is in no encoding with one byte for each character. */
const redacted = '…';
const redactedLength = 2 ** 27;

function addText(facts: Facts, text: string): void {
  if (text === redacted) {
    facts.numbers.push(redactedLength);
    return;
  }
  facts.text += text;
  facts.numbers.push(text.length);
}

function addHeaders(facts: Facts, headers: Message['headers']): void {
  const place = facts.numbers.push(0) - 1;
  let count = 0;
  for (const name in headers) {
    addText(facts, name);
    addText(facts, headers[name]!);
    count += 1;
  }
  facts.numbers[place] = count;
}

/** Makes the exchange of a record. @param decodeChanges that of the exchange that was recorded */
export function readRecord(place: Place, id: number, decodeChanges: DecodeChanges | undefined): Exchange {
  const { bytes, start } = place;
  const read = readNumbers(bytes, start + layout.numbers, bytes.readUInt32LE(start + layout.count));
  let { end } = read;
  const encodings = bytes.readUInt32LE(start + layout.encodings);
  const texts = [0, 1, 2, 3].map((index) => {
    const length = bytes.readUInt32LE(start + layout.lengths + 4 * index);
    const isWide = (encodings & (1 << index)) !== 0;
    const from = end;
    end += isWide ? 2 * length : length;
    return bytes.toString(isWide ? 'utf16le' : 'latin1', from, end);
  });
  const [facts, requestBody, responseBody, changed] = texts as [string, string, string, string];
  const { number, text, headers, entry } = createReader(facts, read.numbers);
  const status = number();
  const [sandbox, method, target, answeredBy] = [text(), text(), text(), text()];
  const [hasApi, hasOperation] = [number() === 1, number() === 1];
  const [api, operation] = [text(), text()];
  const [requestHeaders, responseHeaders] = [headers(), headers()];
  const trail = Array.from({ length: number() }, entry);
  const rare = text();
  const {
    faults = [],
    refusal,
    notes = [],
    violations = [],
    sql,
  } = rare === '' ? ({} as Partial<Rare>) : (JSON.parse(rare) as Rare);
  return {
    id,
    sandbox,
    sequence: sequenceOf(place),
    at: timeOf(place),
    method,
    target,
    api: hasApi ? api : undefined,
    operation: hasOperation ? operation : undefined,
    status,
    answeredBy,
    faults,
    refusal,
    notes,
    violations,
    durationMilliseconds: bytes.readDoubleLE(start + layout.duration),
    trail,
    request: {
      headers: requestHeaders,
      body: requestBody,
      bodyBytes: bytes.readDoubleLE(start + layout.requestBytes),
    },
    response: {
      headers: responseHeaders,
      body: responseBody,
      bodyBytes: bytes.readDoubleLE(start + layout.responseBytes),
    },
    ...(sql && { sql }),
    ...(changed !== '' && decodeChanges && { changes: toRecordedChanges(changed, decodeChanges) }),
  };
}

/** Reads facts in the order in which they were added. */
function createReader(facts: string, numbers: readonly number[]) {
  let next = 0;
  let position = 0;
  const number = (): number => numbers[next++]!;
  const text = (): string => {
    const from = position;
    const length = number();
    if (length === redactedLength) return redacted;
    position += length;
    return facts.slice(from, position);
  };
  const headers = (): Record<string, string> => {
    const read: Record<string, string> = {};
    for (let count = number(); count > 0; count--) {
      const name = text();
      read[name] = text();
    }
    return read;
  };
  const entry = (): TrailEntry => {
    const code = number();
    return { step: steps[code >> 1]!, outcome: code % 2 === 1 ? 'ok' : 'refused', detail: text() };
  };
  return { number, text, headers, entry };
}

/** The number of an exchange over all sandboxes. */
export function sequenceOf({ bytes, start }: Place): number {
  return bytes.readDoubleLE(start + layout.sequence);
}

/** When an exchange ended, in milliseconds since the epoch. */
export function timeOf({ bytes, start }: Place): number {
  return bytes.readDoubleLE(start + layout.at);
}

/** The size that a record was added with, in characters: what it counts in the journal. */
export function recordedSize({ bytes, start }: Place): number {
  return bytes.readDoubleLE(start + layout.size);
}

/** How many bytes a number takes: seven bits in each. */
function bytesOf(number: number): number {
  let length = 1;
  for (let rest = number >>> 7; rest > 0; rest >>>= 7) length += 1;
  return length;
}

/** Writes numbers from 0. @returns where they end */
function writeNumbers(bytes: Buffer, start: number, numbers: readonly number[]): number {
  let end = start;
  for (const number of numbers) {
    let rest = number;
    for (; rest > 127; rest >>>= 7) bytes[end++] = (rest & 127) | 128;
    bytes[end++] = rest;
  }
  return end;
}

function readNumbers(bytes: Buffer, start: number, count: number) {
  const numbers: number[] = [];
  let end = start;
  for (let index = 0; index < count; index++) {
    let number = 0;
    let shift = 0;
    for (; bytes[end]! > 127; shift += 7) number |= (bytes[end++]! & 127) << shift;
    numbers.push(number | (bytes[end++]! << shift));
  }
  return { numbers, end };
}
