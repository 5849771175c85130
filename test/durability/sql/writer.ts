import type { Random } from '../random.ts';
import { CutOff, type Link, Refusal } from './link.ts';
import { begin, beginImmediate, commit, half, rollback, whole } from './statements.ts';

/** The outcome of a move: acknowledged, undone by its writer, or unknown. */
export type Fate = 'done' | 'undone' | 'unknown';

/** The moves of a writer, by number. */
export type Moves = Map<number, Fate>;

export interface Writer {
  readonly number: number;
  /** Those of this round. */
  readonly moves: Moves;
  /** The number of its next move; none is used twice. */
  next: number;
}

type Way = (link: Link, writer: number, n: number) => Promise<Fate>;

const oneStatement: Way = async (link, writer, n) => {
  await link.run(whole(writer, n));
  return 'done';
};

const batch: Way = async (link, writer, n) => {
  await link.run(begin, half(writer, n, 0), half(writer, n, 1), commit);
  return 'done';
};

const script: Way = async (link, writer, n) => {
  const rows = `(${writer}, ${n}, 0, 'x'), (${writer}, ${n}, 1, 'y')`;
  await link.script(`BEGIN IMMEDIATE; INSERT INTO entry VALUES ${rows}; COMMIT`);
  return 'done';
};

const interactive: Way = async (link, writer, n) => {
  await link.run(n % 2 === 0 ? begin : beginImmediate);
  await link.run(half(writer, n, 0));
  await link.run(half(writer, n, 1));
  await link.run(commit);
  return 'done';
};

const rolledBack: Way = async (link, writer, n) => {
  await link.run(begin);
  await link.run(half(writer, n, 0), half(writer, n, 1));
  await link.run(rollback);
  return 'undone';
};

const closed: Way = async (link, writer, n) => {
  await link.run(beginImmediate);
  await link.run(half(writer, n, 0));
  await link.close();
  return 'undone';
};

const ways = [oneStatement, batch, script, interactive, interactive, interactive, rolledBack, closed];
const undoing: ReadonlySet<Way> = new Set([rolledBack, closed]);

export interface WriterParts {
  readonly open: () => Promise<Link> | Link;
  readonly random: Random;
  /** Whether a process that runs SQL was killed, after which streams are gone. */
  readonly mayBeGone: () => boolean;
  readonly wrong: string[];
}

/** Makes moves without an end, until the server is gone. */
export async function write(writer: Writer, { open, random, mayBeGone, wrong }: WriterParts): Promise<void> {
  const { number, moves } = writer;
  try {
    let link = await open();
    for (;;) {
      const n = writer.next++;
      const way = random.one(ways)!;
      // A move that its writer undoes must never be there, whatever becomes of the server.
      moves.set(n, undoing.has(way) ? 'undone' : 'unknown');
      try {
        moves.set(n, await way(link, number, n));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        // A statement that ran twice would meet its own row.
        if (!mayBeGone() || error.code === 'SQLITE_CONSTRAINT') wrong.push(`${number}-${n}: ${error.message}`);
        await link.close().catch((closing: unknown) => {
          if (!(closing instanceof Refusal)) throw closing;
        });
        link = await open();
      }
    }
  } catch (error) {
    if (!(error instanceof CutOff)) throw error;
  }
}
