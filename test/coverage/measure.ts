import { mock } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../helpers/documents.ts';
import { type MediaType, operations } from '../helpers/operations.ts';
import { type Answered, beganAt, openSandbox } from './ask.ts';
import { readExample } from './events.ts';
import { withoutMadeUp } from './made-up.ts';
import { adminWalks } from './walks/admin.ts';
import { lambdaWalks } from './walks/lambda.ts';
import { hranaWalks } from './walks/hrana.ts';
import { turso2026Walks } from './walks/turso-2026.ts';
import { textAt, tursoWalks } from './walks/turso.ts';
import type { Walk } from './walks/walk.ts';

/** One example of one status of one operation, and what brings it. */
export interface Row {
  readonly api: string;
  readonly operation: string;
  readonly status: number;
  /** Undefined for a response that has no body. */
  readonly example: string | undefined;
  /** The walk that came upon it; undefined when none did. */
  readonly behaviour: string | undefined;
  /** The header that asked for it and got it. */
  readonly prefer: string | undefined;
}

interface Seen extends Answered {
  readonly walk: string;
}

/** The operations that walks go through: those of every document. */
export const walked = operations;

/**
 * Walks through sandboxes, asks one for every example by `Prefer`, and holds the responses to the contract's examples.
 *
 * An example is reached by behaviour when a response that neither `Prefer` nor a fault rule made has its operation, its
 * status and its body; only what a server makes up for itself may differ there (see `made-up.ts`). Two examples of one
 * body are reached together. It is reached by `Prefer` when the response to it is the example, to the letter.
 */
export async function measure(): Promise<Row[]> {
  const seen = await walk();
  const { ask, askOf, close } = openSandbox();
  // The example of the parameter asks for a token that only reads.
  const sqlToken = textAt((await ask('createDatabaseToken', { query: '' })).body, 'jwt');
  const rows: Row[] = [];
  for (const { api, id, replies } of walked) {
    for (const { status, contents } of replies) {
      for (const { type, name, value } of examplesOf(contents)) {
        const body = readExample(type, value);
        const preference = name === undefined ? `code=${status}` : `code=${status}, example=${name}`;
        const asked = await askOf(api, id, {
          headers: { prefer: preference },
          events: Array.isArray(body) ? body.length : 0,
          ...(api === 'hrana' && { token: sqlToken }),
        });
        rows.push({
          api,
          operation: id,
          status,
          example: name,
          behaviour: seen.find((each) => isSame(each, { api, operation: id, status, body }))?.walk,
          prefer: asked.status === status && isDeepStrictEqual(asked.body, body) ? `Prefer: ${preference}` : undefined,
        });
      }
    }
  }
  close();
  return rows;
}

function examplesOf(contents: readonly MediaType[]): { type?: string; name?: string; value?: Json }[] {
  if (contents.length === 0) return [{}];
  return contents.flatMap(({ type, examples }) => examples.map((example) => ({ type, ...example })));
}

/** Real time stands still meanwhile, so that a clock that runs shows what it began with. */
async function walk(): Promise<Seen[]> {
  const seen: Seen[] = [];
  mock.timers.enable({ apis: ['Date'], now: Date.parse(beganAt) });
  try {
    for (const one of [...tursoWalks, ...turso2026Walks, ...lambdaWalks, ...hranaWalks, ...adminWalks])
      await go(one, seen);
  } finally {
    mock.timers.reset();
  }
  return seen;
}

async function go({ title, options, go: steps }: Walk, seen: Seen[]): Promise<void> {
  const tell = (answered: Answered): void => {
    if (!/^(example|dynamic|fault)/.test(answered.by)) seen.push({ ...answered, walk: title });
  };
  const sandbox = openSandbox(options, tell);
  try {
    await steps(sandbox, tell);
  } finally {
    sandbox.close();
  }
}

interface Wanted {
  readonly api: string;
  readonly operation: string;
  readonly status: number;
  readonly body: Json | undefined;
}

function isSame({ api, operation, status, body }: Answered, wanted: Wanted): boolean {
  if (operation !== wanted.operation || status !== wanted.status || api !== wanted.api) return false;
  const [found, meant] = [body, wanted.body].map((each) => withoutMadeUp(api, operation, each));
  return isDeepStrictEqual(found, meant);
}
