import { describe, expect, it } from 'vitest';
import type { Difference } from '../../../src/breaking/difference.ts';
import { shortPlace } from '../../../src/breaking/describe.ts';
import { checkChangeNotes, noteFor } from '../../../src/tools/breaking/changes-file.ts';

const removed: Difference = {
  rule: 'enum-values-removed',
  message: "Enum of `image` lost values: 'canary'.",
  place: '/components/schemas/DatabaseImage/enum',
  before: ['latest', 'canary'],
  after: ['latest'],
  operations: ['createDatabase', 'createDatabaseInstance'],
};
const line =
  "- `createDatabase`, `createDatabaseInstance`: **Breaking.** Enum of `image` lost values: 'canary'. (`DatabaseImage/enum`)";
const added: Difference = { ...removed, rule: undefined, message: '`enum` of Schema changed.' };

const changes = (...lines: string[]): string =>
  ['# Changes', '', '## 2.0.0', '', ...lines, '', '## 1.0.0', '', 'The first version.', ''].join('\n');
const counts = (differences: readonly Difference[], text: string): Record<string, number> => {
  const { unnamed, named, stale, ofBehaviour } = checkChangeNotes(differences, text, '1.0.0');
  return { unnamed: unnamed.length, named: named.length, stale: stale.length, ofBehaviour: ofBehaviour.length };
};
const none = { unnamed: 0, named: 0, stale: 0, ofBehaviour: 0 };

describe('the line of a breaking change', () => {
  it('names the operations, the change and the place', () => {
    expect(noteFor(removed)).toBe(line);
    expect(noteFor({ ...removed, operations: 'all' })).toMatch(/^- All operations: \*\*Breaking\.\*\* /);
  });

  it.each([
    ['/components/schemas/NewDatabase/required', 'NewDatabase/required'],
    ['/paths/~1v1~1locations', '/v1/locations'],
    ['/paths/~1v1~1locations/get', '/v1/locations get'],
    [
      '/paths/~1v1~1locations/get/responses/200/content/application~1json',
      '/v1/locations get responses/200/content/application/json',
    ],
    ['/servers/0', 'servers/0'],
  ])('writes %s as %s', (pointer, place) => {
    expect(shortPlace(pointer)).toBe(place);
  });
});

describe('the notes', () => {
  it.each<[name: string, text: string, differences: Difference[], expected: object]>([
    ['are silent on nothing', changes(), [], none],
    ['need not name what breaks nobody', changes(), [added], none],
    ['lack a breaking change', changes(), [removed], { unnamed: 1 }],
    ['name it', changes(line), [removed], { named: 1 }],
    ['name it, with more words', changes(`${line} Use \`latest\`.`), [removed], { named: 1 }],
    ['name it over two lines', changes(line.replace(' lost', '\n  lost')), [removed], { named: 1 }],
    ['name it without the mark', changes(line.replace(' **Breaking.**', '')), [removed], { unnamed: 1 }],
    [
      'name another operation',
      changes(line.replace('createDatabase`,', 'getDatabase`,')),
      [removed],
      { unnamed: 1, stale: 1 },
    ],
    ['name another value', changes(line.replace("'canary'", "'beta'")), [removed], { unnamed: 1, stale: 1 }],
    ['name one that is not there', changes(line), [], { stale: 1 }],
    ['tell of behaviour', changes('- `listDatabases`: **Breaking.** The order is by name.'), [], { ofBehaviour: 1 }],
    ['name it in the released section', `${changes()}${line}\n`, [removed], { unnamed: 1 }],
  ])('%s', (_name, text, differences, expected) => {
    expect(counts(differences, text)).toEqual({ ...none, ...expected });
  });

  it('must have a section of the released version', () => {
    expect(() => checkChangeNotes([], '# Changes\n', '1.0.0')).toThrow('there is no section "## 1.0.0"');
  });
});
