import { open, request, write } from '../helpers/raw.ts';
import { type RawResponse, readResponses } from '../helpers/responses.ts';
import { bearer } from '../helpers/server.ts';
import { type Entry, locations } from './entry.ts';

/** Whatever was sent has its answer, or a close, by after. */
const deadlineMilliseconds = 2_000;

/** The outcome of an entry. */
export interface Result {
  readonly responses: readonly RawResponse[];
  /** The bytes besides complete responses. */
  readonly rest: string;
  /** The other side had closed when the deadline came. */
  readonly isClosed: boolean;
}

/** A request that any server answers, and after ends the connection: nothing of the bytes before may be left. */
const nextRequest = request(`GET ${locations}`, [bearer]);

/** Sends the bytes of an entry on a connection of its own, after a good request, and reads until the other side closes. */
export async function exchangeOf(
  url: string,
  { bytes, methods = [], halfClosed, after, answers }: Entry,
): Promise<Result> {
  const socket = await open(url);
  const chunks: Buffer[] = [];
  socket.on('error', () => {}).on('data', (chunk: Buffer) => chunks.push(chunk));
  const closed = new Promise<true>((resolve) => socket.once('close', () => resolve(true)));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), deadlineMilliseconds);
  });
  const pieces = [...(typeof bytes === 'string' || bytes instanceof Uint8Array ? [bytes] : bytes)];
  if (!halfClosed && after !== 'closed') pieces.push(nextRequest);
  const sent = (async () => {
    for (const piece of pieces) await write(socket, piece);
    if (halfClosed) socket.end();
  })();
  try {
    // A server that has heard enough may stop reading.
    await Promise.race([sent, closed, late]);
    const isClosed = await Promise.race([closed, late]);
    const known = [...answers.map((_, index) => methods[index] ?? 'GET'), 'GET'];
    const { responses, rest } = readResponses(Buffer.concat(chunks), known, isClosed);
    return { responses, rest: rest.toString('latin1'), isClosed };
  } finally {
    clearTimeout(timer);
    socket.destroy();
  }
}
