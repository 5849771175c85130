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
  });

  it('speaks of every example of every status of every operation', () => {
    const replies = walked.flatMap((operation) => operation.replies);
    const documented = replies.flatMap(({ content }) => (content ? content.examples.map(({ name }) => name) : ['']));
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
    const lines = text(rows).split('\n');
    for (const { operation, status, example } of rows) {
      const start = new RegExp(String.raw`^  ${operation} +${status}  ${example ?? String.raw`\(no body\)`} `);
      expect(lines.filter((line) => start.test(line))).toHaveLength(1);
    }
  });
});

describe('the list of gaps', () => {
  it.each([
    ['an example that nothing brings', row('new', { behaviour: undefined, prefer: undefined }), {}, 2],
    ['an example that only Prefer brings', row('new', { behaviour: undefined }), {}, 1],
    ['one that Prefer does not bring', row('new', { prefer: undefined }), {}, 1],
    ['a gap that is closed', row('new'), { 'createDatabase 409 new': 'No reason.' }, 1],
    ['a gap that the contract does not have', row('new'), { 'createDatabase 409 old': 'No reason.' }, 1],
    [
      'nothing where a gap is listed',
      row('new', { behaviour: undefined }),
      { 'createDatabase 409 new': 'A reason.' },
      0,
    ],
    ['nothing where all is reached', row('new'), {}, 0],
  ])('complains of %s', (_name, given, listed, count) => {
    expect(complaints([given], listed)).toHaveLength(count);
  });
});

describe('what a server makes up', () => {
  it.each(places)('is in an example of %s, at %s', (operation, place) => {
    const { replies } = operationOf(operation);
    const bodies = replies.flatMap(({ content }) =>
      (content?.examples ?? []).map(({ value }) => readExample(content?.type, value)),
    );
    const changed = bodies.filter(
      (body) => JSON.stringify(withoutMadeUp(operation, body, [place])) !== JSON.stringify(body),
    );
    expect(changed).not.toEqual([]);
  });

  it('may differ, and nothing else may', () => {
    const body = { id: 'one', name: 'ci-token', token: 'two' };
    const plain = withoutMadeUp('createAPIToken', body);
    expect(plain).toEqual({ id: 'a string', name: 'ci-token', token: 'a string' });
    expect(withoutMadeUp('createAPIToken', { ...body, id: 'other', token: 'other' })).toEqual(plain);
    expect(withoutMadeUp('createAPIToken', { ...body, name: 'other' })).not.toEqual(plain);
    expect(withoutMadeUp('createAPIToken', { ...body, id: 1 })).not.toEqual(plain);
    expect(withoutMadeUp('createAPIToken', { name: 'ci-token', token: 'two' })).not.toEqual(plain);
  });
});

function row(example: string, changes: Partial<Row> = {}): Row {
  const prefer = 'Prefer: code=409';
  return { api: 'turso', operation: 'createDatabase', status: 409, example, behaviour: 'a walk', prefer, ...changes };
}
