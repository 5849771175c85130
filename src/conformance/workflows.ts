import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contract } from '../contract/contract.ts';
import { createNames } from './unique-names.ts';
import type { ConformanceViolation } from './probe.ts';
import { runRedocly } from '../redocly/cli.ts';
import { readWorkflowReport } from './workflow-report.ts';

/** The server, the contract and the inputs of its workflows. */
export interface WorkflowOptions {
  readonly contract: Contract;
  readonly url: string;
  readonly token: string;
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** Part of the names of created things. */
  readonly id: string;
  /** The path of the script of Redocly's command line. */
  readonly redocly: string;
  /** The operations that answered with a success. A workflow that needs others is not run. */
  readonly reached: readonly string[];
}

/** The result of one workflow. */
export interface WorkflowResult {
  readonly workflow: string;
  /** The reason why it was not run; undefined when it was. */
  readonly notRun: string | undefined;
  readonly violations: readonly ConformanceViolation[];
}

/** Runs the Arazzo workflows of a contract against a server with `redocly respect`. */
export async function runWorkflows(options: WorkflowOptions): Promise<WorkflowResult[]> {
  const { contract, reached } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-check-'));
  try {
    const results: WorkflowResult[] = [];
    for (const file of copyWorkflows(contract.api.document, folder)) {
      const text = readFileSync(join(folder, file), 'utf8');
      const workflow = /workflowId: *(\S+)/.exec(text)?.[1] ?? file;
      const unreached = [...text.matchAll(/operationId: *(\S+)/g)].find(
        ([, operation]) => !reached.includes(operation!),
      );
      results.push(
        unreached
          ? { workflow, notRun: `${unreached[1]} was not reached`, violations: [] }
          : { workflow, ...(await runOne(options, folder, file)) },
      );
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Copies the workflows into a folder, and the document to where they refer to it: beside their own folder.
 *
 * @returns the workflow files, relative to the folder
 */
function copyWorkflows(api: string, folder: string): string[] {
  // A clone has the workflows beside the contract; the package has them beside the code.
  const places = [`../../spec/${api}/workflows/`, `../workflows/${api}/`].map(
    (place) => new URL(place, import.meta.url),
  );
  const place = places.find((candidate) => existsSync(candidate));
  if (!place) return [];
  mkdirSync(join(folder, 'workflows'));
  const document = new URL(`../contract/generated/${api}.yaml`, import.meta.url);
  copyFileSync(document, join(folder, 'openapi.yaml'));
  const names = readdirSync(place).filter((name) => name.endsWith('.arazzo.yaml'));
  for (const name of names) copyFileSync(join(fileURLToPath(place), name), join(folder, 'workflows', name));
  return names.map((name) => `workflows/${name}`);
}

async function runOne(
  { contract, url, token, values, id, redocly }: WorkflowOptions,
  folder: string,
  file: string,
): Promise<Pick<WorkflowResult, 'notRun' | 'violations'>> {
  const report = join(folder, 'report.json');
  const name = createNames(`${id}-w`).next();
  // Pass inputs in the environment: every user of the machine can read a command line.
  const inputs = { ...values, token, db_name: name, instance_name: name };
  const { output } = await runRedocly(
    redocly,
    ['respect', file, '--server', `${contract.api.name}=${url}`, '--json-output', report],
    folder,
    { REDOCLY_CLI_RESPECT_INPUT: JSON.stringify(inputs) },
  );
  if (!existsSync(report)) return { notRun: `redocly respect failed: ${lastLine(output)}`, violations: [] };
  const violations = readWorkflowReport(contract, readFileSync(report, 'utf8'));
  rmSync(report);
  return { notRun: undefined, violations };
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
