import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flags } from '../../src/cli/options.ts';
import { root } from '../helpers/folders.ts';

const page = readFileSync(join(root, 'src/site/guide/options.md'), 'utf8');

/** The options and the variables in the first two columns of the page's tables. */
const rows = [...page.matchAll(/^\| `--([a-z-]+)[^|]*\| (?:`(MOCKPLANE_[A-Z_]+)`)? *\| /gm)].map(
  ([, option, variable]) => [option!, variable] as const,
);

const byName = (one: readonly [string, unknown], other: readonly [string, unknown]): number =>
  one[0].localeCompare(other[0]);

describe('the page about options', () => {
  it('lists each option of the command line once, with its variable', () => {
    const expected = Object.keys(flags).map(
      (name) =>
        [
          name,
          ['help', 'version'].includes(name) ? undefined : `MOCKPLANE_${name.toUpperCase().replaceAll('-', '_')}`,
        ] as const,
    );
    expect(rows.toSorted(byName)).toEqual(expected.toSorted(byName));
  });
});
