import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mockplane } from '../../helpers/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'mockplane-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, document: object): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(document));
  return file;
}

const item = (properties: object): object => ({
  description: 'The items.',
  content: { 'application/json': { schema: { type: 'object', properties } } },
});

/** A document of OpenAPI 3.0 with two operations. */
function shop(orders: readonly string[], more: object = {}): object {
  const parameters = [{ name: 'order', in: 'query', schema: { type: 'string', enum: orders } }];
  return {
    openapi: '3.0.3',
    info: { title: 'Shop', version: '1.0.0' },
    paths: {
      '/items': {
        get: { operationId: 'listItems', parameters, responses: { 200: item({ name: { type: 'string' } }) } },
        ...more,
      },
    },
  };
}

const removal = { delete: { operationId: 'clearItems', responses: { 204: { description: 'Nothing is left.' } } } };
const old = write('old.json', shop(['up', 'down'], removal));

describe('mockplane diff', () => {
  it('exits with 1 and lists what breaks a client, with its place and both values', async () => {
    const { code, stdout, stderr } = await mockplane(['diff', old, write('new.json', shop(['up']))]);
    expect(stdout).toMatch(/new\.json: 2 changes break a client of .*old\.json\n/);
    expect(stdout).toContain('  clearItems\n');
    expect(stdout).toContain('at   /items delete\n');
    expect(stdout).toContain('at   /items get parameters/0/schema/enum\n    was  ["up","down"]\n    is   ["up"]');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it('exits with 0 when nothing breaks a client, and lists the other changes with --all', async () => {
    const added = write('added.json', shop(['up', 'down', 'none'], removal));
    const few = await mockplane(['diff', old, added]);
    const { code, stdout } = await mockplane(['diff', old, added, '--all']);
    expect(few).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/: nothing breaks a client of .*old\.json\n$/),
    });
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('1 other change\n') });
  });

  it('prints the changes as JSON', async () => {
    const { code, stdout } = await mockplane(['diff', old, write('new.json', shop(['up'])), '--json']);
    const report = JSON.parse(stdout) as { changes: readonly object[] };
    expect(report).toMatchObject({ before: old, breaking: 2 });
    expect(report.changes).toContainEqual(
      expect.objectContaining({ isBreaking: true, operations: ['clearItems'], pointer: '/paths/~1items/delete' }),
    );
    expect(code).toBe(1);
  });

  it('exits with 2 and the reason when it cannot compare', async () => {
    const one = await mockplane(['diff', old]);
    expect(one).toMatchObject({
      code: 2,
      stderr:
        'mockplane: diff takes the previous and the new document, such as: mockplane diff old.yaml new.yaml. See mockplane diff --help.\n',
    });
    const missing = await mockplane(['diff', old, join(folder, 'none.yaml')]);
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringMatching(/none\.yaml: there is no such file\.\n$/) });
  });
});
