import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type RunningMockplane, startMockplane } from 'mockplane';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../helpers/folders.ts';
import { operations } from '../helpers/operations.ts';
import { redocly } from '../helpers/programs.ts';
import { fileNameOf, mountOf } from '../helpers/documents.ts';
import { token } from '../helpers/requests.ts';

interface Arazzo {
  readonly workflows: readonly {
    readonly workflowId: string;
    readonly steps: readonly { readonly stepId: string; readonly operationId: string }[];
  }[];
}

const files = ['turso', 'turso-2026', 'lambda'].flatMap((api) => {
  const folder = `spec/${fileNameOf(api)}/workflows`;
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.arazzo.yaml'));
  return names.map((name) => ({ api, name, file: `${folder}/${name}` }));
});

let mockplane: RunningMockplane;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  mockplane = await startMockplane({ port: 0, stateless: true });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await mockplane.close();
});

describe('the workflows', () => {
  it('tell one story for each service', () => {
    expect(new Set(files.map(({ api }) => api))).toEqual(new Set(['turso', 'turso-2026', 'lambda']));
  });
});

describe.each(files)('the workflow $name', ({ api, file }) => {
  const { workflows } = parse(readFileSync(join(root, file), 'utf8')) as Arazzo;
  const steps = workflows.flatMap((workflow) => workflow.steps);

  it('is sound', async () => {
    const lint = await redocly(['lint', file, '--format', 'json']);
    expect(JSON.parse(lint.stdout)).toMatchObject({ totals: { errors: 0, warnings: 0, ignored: 0 } });
  });

  it('calls operations of the contract', () => {
    const known = operations.filter((operation) => operation.api === api).map(({ id }) => id);
    expect(known).toEqual(expect.arrayContaining(steps.map(({ operationId }) => operationId)));
  });

  it('runs from its first step to its last', async () => {
    const report = join(folder, `${basename(file)}.json`);
    // The workflows of all editions call their document the same.
    const server = `${api.split('-', 1)[0]}=${mockplane.url}${mountOf(api)}`;
    const args = ['respect', file, '--server', server, '--input', `token=${token}`];
    const ended = await redocly([...args, '--json-output', report]);
    expect(ended).toMatchObject({ code: 0 });
    const ran = Object.values((JSON.parse(readFileSync(report, 'utf8')) as Report).files).flatMap((one) =>
      one.executedWorkflows.flatMap((workflow) => workflow.executedSteps),
    );
    expect(ran.map(({ stepId }) => stepId)).toEqual(steps.map(({ stepId }) => stepId));
    expect(
      ran.filter(({ checks }) => checks.length === 0 || checks.some((check) => check.status !== 'success')),
    ).toEqual([]);
  });
});

interface Report {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly executedWorkflows: readonly {
          readonly executedSteps: readonly {
            readonly stepId: string;
            readonly checks: readonly { readonly status: string }[];
          }[];
        }[];
      }
    >
  >;
}
