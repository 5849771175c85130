import type { Changes, Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import type { Answer, Caller } from './server.ts';

/** The tools of a writer. */
export interface Hand {
  /** Begins the name of all that is its own. */
  readonly name: string;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly caller: Caller;
  /** Every identifier that was ever acknowledged, so that none is given twice; and what went wrong. */
  readonly issued: Set<string>;
  readonly wrong: string[];
  /** Tokens by the hash that is kept of each. */
  readonly secrets: Map<string, string>;
  /** Where the clock was seen last. */
  readonly clock: { fact: string };
}

/** A request that a writer may make. */
export interface Move {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly status: number;
  readonly changes: Changes;
  /** The facts that the response adds. */
  readonly learn?: (body: Answer['body']) => Changes;
}

/** Chooses a move among those of a kind; undefined where there is nothing to do it to. */
export type Chooser = (hand: Hand) => Move | undefined | Promise<Move | undefined>;

/** Sends a move and keeps account of it. A request without a response stays in flight. */
export async function make({ ledger, caller, wrong }: Hand, move: Move): Promise<void> {
  const { method, path, body, status, changes, learn } = move;
  const request = ledger.begin(`${method} ${path}`, changes);
  const answer = await caller.send(method, path, body);
  if (answer.status !== status) wrong.push(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  else ledger.acknowledge(request, learn?.(answer.body));
}

/** The things of a kind that a writer has, by the ledger. */
export function own({ ledger, name }: Hand, kind: string): string[] {
  const start = `${kind}${name}-`;
  return [...ledger.copy().keys()].filter((key) => key.startsWith(start)).map((key) => key.slice(kind.length));
}

/** A name that nothing of the writer's has had in this round. */
export function fresh({ name, random }: Hand): string {
  return `${name}-${random.below(2 ** 31).toString(36)}`;
}

/** Notes an identifier that was given. */
export function issue({ issued, wrong }: Hand, id: string): string {
  if (issued.has(id)) wrong.push(`${id} was given twice`);
  issued.add(id);
  return id;
}
