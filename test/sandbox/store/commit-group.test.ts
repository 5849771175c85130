import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, assert, asyncProperty, boolean, constantFrom, nat, record } from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCommitGroup } from '../../../src/sandbox/store/commit-group.ts';
import { createStore } from '../../../src/sandbox/store/store.ts';

/** A list with transactions, whose commits fail on demand. */
function start(failing: { commit: boolean }) {
  let stored: string[] = [];
  let open: string[] | undefined;
  const log: string[] = [];
  const group = createCommitGroup({
    begin() {
      open = [...stored];
    },
    attempt(run) {
      const before = [...open!];
      try {
        return run();
      } catch (error) {
        open = before;
        throw error;
      }
    },
    isOpen: () => open !== undefined,
    commit() {
      log.push('commit');
      if (failing.commit) throw new Error('full');
      stored = open!;
      open = undefined;
    },
    rollback() {
      open = undefined;
    },
    alone(run) {
      const before = [...stored];
      open = [...stored];
      try {
        const result = run();
        stored = open;
        return result;
      } catch (error) {
        stored = before;
        throw error;
      } finally {
        open = undefined;
      }
    },
  });
  const write = (name: string) => (): string => {
    open!.push(name);
    if (name.startsWith('refused')) throw new Error(name);
    // Too large for what is left of the disk.
    if (name.startsWith('large') && failing.commit && open!.length > 0 && !group.isOpen()) throw new Error('full');
    return name;
  };
  return { group, write, log, stored: () => stored };
}

describe('join', () => {
  it('stores the writes of a turn by one commit, and answers none before', async () => {
    const { group, write, log, stored } = start({ commit: false });
    const answered: string[] = [];
    const all = ['a', 'refused b', 'c'].map((name) =>
      group.join(write(name)).then(
        (value) => answered.push(value),
        ({ message }: Error) => answered.push(`error ${message}`),
      ),
    );
    await Promise.resolve();
    expect([answered, stored(), group.isOpen()]).toEqual([[], [], true]);
    await Promise.all(all);
    expect([answered, stored(), log]).toEqual([['a', 'error refused b', 'c'], ['a', 'c'], ['commit']]);
    expect(group.isOpen()).toBe(false);
  });

  it('runs each alone when the commit fails, so that only the large one fails', async () => {
    const { group, write, stored } = start({ commit: true });
    const outcomes = await Promise.allSettled(
      ['a', 'large b', 'refused c', 'd'].map((name) => group.join(write(name))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(stored()).toEqual(['a', 'd']);
  });

  it('stores at once on demand', async () => {
    const { group, write, log, stored } = start({ commit: false });
    const one = group.join(write('a'));
    expect([group.flush(), group.flush()]).toEqual([true, true]);
    expect([stored(), log]).toEqual([['a'], ['commit']]);
    expect(await one).toBe('a');
  });
});

const refused = (error: unknown): string => String(error);

describe('groupCommits', () => {
  it('stores what single transactions store, whichever writes fail and whenever something else comes between', async () => {
    const move = record({ name: constantFrom('a', 'b', 'c', 'd'), fails: boolean(), between: nat(5) });
    await assert(
      asyncProperty(array(move, { maxLength: 25 }), async (moves) => {
        const directory = mkdtempSync(join(tmpdir(), 'mockplane-group-'));
        const grouped = createStore(directory);
        const single = createStore();
        try {
          const group = grouped.groupCommits(
            () => undefined,
            () => undefined,
          );
          const outcomes: Promise<string>[] = [];
          const expected: string[] = [];
          for (const { name, fails, between } of moves) {
            const write = (store: typeof single) => () =>
              store.record(() =>
                store.transaction(() => {
                  const before = store.settings.get(name) ?? '';
                  store.settings.set(name, `${before}x`);
                  store.organizations.addUser(`${name}-${before}`);
                  if (fails) throw new Error('refused');
                  return `${name} ${before}`;
                }),
              );
            const toText = ({ result, changes }: ReturnType<ReturnType<typeof write>>): string =>
              `${result} ${JSON.stringify(changes?.read())}`;
            outcomes.push(group.join(write(grouped)).then(toText, refused));
            try {
              expected.push(toText(write(single)()));
            } catch (error) {
              expected.push(refused(error));
            }
            if (between === 0) grouped.transaction(() => grouped.settings.set('between', name));
            if (between === 1) await outcomes.at(-1);
          }
          expect(await Promise.all(outcomes)).toEqual(expected);
          grouped.close();
          const reopened = createStore(directory);
          onTestFinished(() => reopened.close());
          for (const name of ['a', 'b', 'c', 'd']) expect(reopened.settings.get(name)).toBe(single.settings.get(name));
          expect(reopened.organizations.users()).toEqual(single.organizations.users());
        } finally {
          grouped.close();
          single.close();
          rmSync(directory, { recursive: true, force: true });
        }
      }),
      { numRuns: 25 },
    );
  });
});
