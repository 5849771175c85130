import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMockplane } from 'mockplane';
import { describe, expect, it } from 'vitest';
import { findRedocly } from '../../src/redocly/cli.ts';
import { type WorkflowOptions, type WorkflowResult, runWorkflows } from '../../src/conformance/workflows.ts';
import { changed, contracts, examples, faulty, inSuccessOf, listen, replaced, token } from './targets.ts';
import { mountOf } from '../helpers/documents.ts';

/** Runs the workflows of a contract against what is behind a `fetch`. */
async function tell(
  api: string,
  fetch: typeof globalThis.fetch,
  options: Partial<WorkflowOptions> = {},
): Promise<WorkflowResult[]> {
  const contract = contracts.get(api)!;
  const reached = contract.operations.map(({ id }) => id);
  const { url, close } = await listen(fetch);
  try {
    return await runWorkflows({
      contract,
      url: url + mountOf(api),
      token,
      id: 'test',
      redocly: findRedocly('.')!,
      reached,
      ...options,
    });
  } finally {
    await close();
  }
}

describe('the workflows', () => {
  it.each(['turso', 'turso-2026', 'lambda'])('of %s hold on a server that answers with the examples', async (api) => {
    expect(await tell(api, examples)).toEqual([{ workflow: expect.any(String), notRun: undefined, violations: [] }]);
  });

  it('of the 2026 edition hold on its sandbox', async () => {
    using mockplane = createMockplane({ edition: '2026', transitions: 'immediate' });
    expect(await tell('turso-2026', mockplane.fetch)).toMatchObject([{ notRun: undefined, violations: [] }]);
  });

  it('take the values that they are given, and names of their own', async () => {
    using mockplane = createMockplane({ transitions: 'immediate' });
    const [held] = await tell('turso', mockplane.fetch, { values: { org_slug: 'octocat', db_name: 'my-db' } });
    expect(held).toMatchObject({ violations: [] });
    const [created] = mockplane.exchanges();
    expect(created).toMatchObject({
      target: '/v1/organizations/octocat/databases',
      request: { body: '{"name":"mockplane-check-test-w-1"}' },
    });
  });

  it('name the step where a server leaves them', async () => {
    const fetch = faulty(
      inSuccessOf('createDatabaseInstance', (response) => changed(response, { status: 503, text: '{"error":"down"}' })),
    );
    const [result] = await tell('turso', fetch);
    expect(result).toEqual({
      workflow: 'provisionDatabase',
      notRun: undefined,
      violations: [
        {
          operation: 'createDatabaseInstance',
          probe: 'workflow provisionDatabase, step createPrimary',
          request: { method: 'POST', path: '/v1/organizations/my-org/databases/new-db/instances' },
          status: 503,
          pointer: '/status',
          message: 'must satisfy $statusCode == 200',
        },
      ],
    });
  });

  it('name the place in a reply that is not as they need it', async () => {
    const fetch = faulty(
      inSuccessOf('createDatabaseInstance', (response) => replaced(response, '"primary"', '"replica"')),
    );
    const [result] = await tell('turso', fetch);
    expect(result?.violations).toMatchObject([
      { operation: 'createDatabaseInstance', pointer: '/body/instance/type', status: 200 },
    ]);
  });

  it('hold a reply to its schema', async () => {
    const fetch = faulty(inSuccessOf('createLambdaInstance', (response) => replaced(response, '"uuid"', '"uid"')));
    const [result] = await tell('lambda', fetch);
    expect(result?.violations).toMatchObject([{ operation: 'createLambdaInstance', pointer: '/body', status: 202 }]);
  });

  it('are not run when an operation that they need could not be reached', async () => {
    expect(await tell('lambda', examples, { reached: ['createLambdaInstance'] })).toEqual([
      { workflow: 'lambda-instance-life', notRun: 'getLambdaInstanceStatus was not reached', violations: [] },
    ]);
  });

  it('say why Redocly could not run them', async () => {
    const [result] = await tell('turso', examples, { redocly: 'no-such-script.js' });
    expect(result).toMatchObject({ notRun: expect.stringContaining('redocly respect failed'), violations: [] });
  });
});

describe('Redocly', () => {
  it('is found beside the package, else in the project, else not at all', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
    try {
      const elsewhere = pathToFileURL(join(folder, 'redocly.js')).href;
      expect(findRedocly(folder)).toMatch(/cli\.js$/);
      expect(findRedocly(process.cwd(), elsewhere)).toMatch(/cli\.js$/);
      expect(findRedocly(folder, elsewhere)).toBeUndefined();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
