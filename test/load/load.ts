import type { Json } from '../helpers/documents.ts';
import { operationOf, rootOperations as operations } from '../helpers/operations.ts';
import { everything, open } from '../helpers/raw.ts';
import type { RawResponse } from '../helpers/responses.ts';
import { type Ask, bytesOf } from './ask.ts';
import { violationsOf } from './check.ts';
import { createConnection, Unanswered } from './connection.ts';
import { createRandom } from './random.ts';
import { scenarios } from './scenarios.ts';

export interface LoadOptions {
  readonly url: string;
  readonly requests: number;
  readonly connections: number;
  readonly seed: number;
  /** Measures the server, a hundred times in the run. */
  readonly measure?: () => number;
  readonly onTenth?: (tenth: number) => void;
}

export interface LoadReport {
  readonly requests: number;
  readonly seconds: number;
  readonly seed: number;
  readonly connections: number;
  /** How many requests had no whole answer. */
  readonly unanswered: number;
  /** In how many places answers break the contract. */
  readonly violations: number;
  /** The first of both. */
  readonly faults: readonly string[];
  /** How often each status came. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How often each operation was asked for. */
  readonly asked: Readonly<Record<string, number>>;
  /** The average measurements in each tenth. */
  readonly byTenth: readonly number[];
}

/** A run is over. */
class Enough extends Error {}

/** The state returns to the baseline after so many requests: destroyed instances stay listed, and make lists long. */
const resetEvery = 5_000;

/** An answer takes this long at most, in milliseconds; many wait for one processor. */
const patience = 60_000;

/** How many of the wrong ones are told. */
const told = 20;

/** Lets many clients ask at once, each in a way that follows from the seed, and holds every answer to the documents. */
export async function runLoad(options: LoadOptions): Promise<LoadReport> {
  const { url, requests, connections, seed, measure, onTenth } = options;
  const unanswered: string[] = [];
  const violations: string[] = [];
  const statuses: Record<string, number> = {};
  const asked: Record<string, number> = Object.fromEntries(operations.map(({ id }) => [id, 0]));
  const measured: number[][] = Array.from({ length: 10 }, () => []);
  const began = performance.now();
  let count = 0;

  const note = (): void => {
    const tenth = Math.min(9, Math.floor(((count - 1) / requests) * 10));
    if (measure && count % Math.max(1, Math.floor(requests / 100)) === 0) measured[tenth]!.push(measure());
    if (count % Math.floor(requests / 10) === 0) onTenth?.(tenth + 1);
  };

  const play = async (index: number): Promise<void> => {
    const random = createRandom(seed * 1_000 + index);
    const connection = createConnection(url, patience);
    const ask: Ask = async (id, sent = {}) => {
      if (count >= requests) throw new Enough();
      count++;
      note();
      asked[id]!++;
      try {
        const response = await (id === 'streamExchanges'
          ? listen(url)
          : connection.ask(bytesOf(id, sent), operationOf(id).method));
        statuses[response.status] = (statuses[response.status] ?? 0) + 1;
        violations.push(...violationsOf(id, response));
        return response.status < 300 && response.headers['content-type'] === 'application/json'
          ? (JSON.parse(response.body) as Json)
          : undefined;
      } catch (error) {
        unanswered.push(`${id}: ${String(error)}`);
        return undefined;
      }
    };
    try {
      for (let round = 0; ; round++) {
        if (index === 0 && Math.floor(count / resetEvery) > asked['reset']!) await ask('reset');
        await random.pick(scenarios)(ask, `load-${index}-${round}`, random);
      }
    } catch (error) {
      if (!(error instanceof Enough)) throw error;
    } finally {
      connection.close();
    }
  };

  await Promise.all(Array.from({ length: connections }, (_, index) => play(index)));
  return {
    requests: count,
    seconds: (performance.now() - began) / 1_000,
    seed,
    connections,
    unanswered: unanswered.length,
    violations: violations.length,
    faults: [...unanswered, ...violations].slice(0, told),
    statuses,
    asked,
    byTenth: measure ? measured.map(mean) : [],
  };
}

/** Follows the journal until the first words come, as a response whose body they are. */
async function listen(url: string): Promise<RawResponse> {
  const socket = await open(url);
  const whole = everything(socket);
  let heard = '';
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('latin1');
    if (heard.includes(': following')) socket.destroy();
  });
  socket.setTimeout(patience, () => socket.destroy());
  socket.write(bytesOf('streamExchanges', {}));
  await whole;
  const [head = '', body = ''] = heard.split('\r\n\r\n', 2);
  const lines = head.split('\r\n').slice(1);
  if (!body.includes(': following')) throw new Unanswered('the stream did not begin');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { status: Number(head.split(' ')[1]), headers, body };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
