import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../helpers/folders.ts';
import { operationOf } from '../helpers/operations.ts';
import { readExample } from './events.ts';
import { gaps } from './gaps.ts';
import { places, withoutMadeUp } from './made-up.ts';
import { measure, type Row, walked } from './measure.ts';
import { complaints, figuresOf, markdown, text } from './report.ts';

describe('the coverage of the contract', () => {
  let rows: Row[] = [];
  beforeAll(async () => {
    rows = await measure();
  }, 300_000);

  it('speaks of every example of every status of every operation', () => {
    const replies = walked.flatMap((operation) => operation.replies);
    const documented = replies.flatMap(({ contents }) =>
      contents.length === 0 ? [''] : contents.flatMap(({ examples }) => examples.map(({ name }) => name)),
    );
    expect(rows).toHaveLength(documented.length);
    expect(figuresOf(rows).operations).toBe(walked.length);
  });

  it('is whole, and its gaps are the listed ones, each with a reason', () => {
    expect(complaints(rows)).toEqual([]);
    expect(figuresOf(rows)).toMatchObject({ nothing: 0, preferOnly: Object.keys(gaps).length });
    expect(Object.values(gaps).filter((reason) => !/^[A-Z].*\.$/.test(reason))).toEqual([]);
  });

  it('is what the guide says', async () => {
    const page = readFileSync(join(root, 'src/site/guide/contract.md'), 'utf8');
    expect(page).toContain(await format(markdown(rows), { parser: 'markdown' }));
  });

  it('has a line for each in the report', () => {
    const reports = new Map(
      [...new Set(rows.map(({ api }) => api))].map((api) => [
        api,
        text(rows.filter((each) => each.api === api)).split('\n'),
      ]),
    );
    for (const { api, operation, status, example } of rows) {
      const start = new RegExp(String.raw`^  ${operation} +${status}  ${example ?? String.raw`\(no body\)`} `);
      expect(reports.get(api)!.filter((line) => start.test(line))).toHaveLength(1);
    }
  });
});

describe('the list of gaps', () => {
  it.each([
    ['an example that nothing brings', row('new', { behaviour: undefined, prefer: undefined }), {}, 2],
    ['an example that only Prefer brings', row('new', { behaviour: undefined }), {}, 1],
    ['one that Prefer does not bring', row('new', { prefer: undefined }), {}, 1],
    ['a gap that is closed', row('new'), { 'turso createDatabase 409 new': 'No reason.' }, 1],
    ['a gap that the contract does not have', row('new'), { 'turso createDatabase 409 old': 'No reason.' }, 1],
    [
      'nothing where a gap is listed',
      row('new', { behaviour: undefined }),
      { 'turso createDatabase 409 new': 'A reason.' },
      0,
    ],
    ['nothing where all is reached', row('new'), {}, 0],
  ])('complains of %s', (_name, given, listed, count) => {
    expect(complaints([given], listed)).toHaveLength(count);
  });
});

describe('what a server makes up', () => {
  it.each(places)('is in an example of %s: %s, at %s', (api, operation, place) => {
    const { replies } = operationOf(operation, api);
    const bodies = replies.flatMap(({ contents }) =>
      contents.flatMap(({ type, examples }) => examples.map(({ value }) => readExample(type, value))),
    );
    const changed = bodies.filter(
      (body) => JSON.stringify(withoutMadeUp(api, operation, body, [place])) !== JSON.stringify(body),
    );
    expect(changed).not.toEqual([]);
  });

  it('may differ, and nothing else may', () => {
    const body = { id: 'one', name: 'ci-token', token: 'two' };
    const plain = withoutMadeUp('turso', 'createAPIToken', body);
    expect(plain).toEqual({ id: 'a string', name: 'ci-token', token: 'a string' });
    expect(withoutMadeUp('turso', 'createAPIToken', { ...body, id: 'other', token: 'other' })).toEqual(plain);
    expect(withoutMadeUp('turso', 'createAPIToken', { ...body, name: 'other' })).not.toEqual(plain);
    expect(withoutMadeUp('turso', 'createAPIToken', { ...body, id: 1 })).not.toEqual(plain);
    expect(withoutMadeUp('turso', 'createAPIToken', { name: 'ci-token', token: 'two' })).not.toEqual(plain);
  });
});

function row(example: string, changes: Partial<Row> = {}): Row {
  const prefer = 'Prefer: code=409';
  return { api: 'turso', operation: 'createDatabase', status: 409, example, behaviour: 'a walk', prefer, ...changes };
}
