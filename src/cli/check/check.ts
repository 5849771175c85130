import { randomBytes } from 'node:crypto';
import { type Contract, loadContract } from '../../contract/contract.ts';
import { publicName } from '../../apis/apis.ts';
import { describeError } from '../errors.ts';
import type { LoadedDocument } from '../../documents/load.ts';
import { runDocumentConformance } from '../../conformance/document-run.ts';
import { coverageAsJson, coverageOf, formatCoverage, readJournal } from './coverage.ts';
import {
  checkedApis,
  checkHelp,
  type CheckOptions,
  isDocumentFile,
  parseCheckOptions,
  parseValues,
} from './options.ts';
import { createProgress, type Progress } from './progress.ts';
import { findRedocly } from '../../redocly/cli.ts';
import { allViolations, formatReport, reportAsJson, type Workflows } from './report.ts';
import { type ConformanceReport, runConformance, UnreachableError } from '../../conformance/run.ts';
import { runWorkflows } from '../../conformance/workflows.ts';
import { isDocumentError } from '../../mockplane/document-error.ts';
import { OptionError } from '../../mockplane/options.ts';
import { startStepper } from './stepper.ts';

/**
 * Checks any server against one of the contracts: `mockplane check http://127.0.0.1:4010 --api turso`.
 *
 * @returns the exit code: 0 without violations, 1 with violations or unreached operations, 2 when the check was not possible
 */
export async function check(args: string[]): Promise<number> {
  try {
    const options = parseCheckOptions(args);
    if (options) return await run(options);
    process.stdout.write(`${checkHelp()}\n`);
    return 0;
  } catch (error) {
    if (error instanceof OptionError)
      process.stderr.write(`mockplane: ${describeError(error, 'mockplane check --help')}\n`);
    else if (isDocumentError(error)) process.stderr.write(`mockplane: ${describeError(error, undefined, false)}\n`);
    else if (error instanceof UnreachableError) process.stderr.write(`mockplane: ${error.message}.\n`);
    else throw error;
    return 2;
  }
}

async function run(options: CheckOptions): Promise<number> {
  if (options.coverage) return runCoverage(options);
  return isDocumentFile(options.api) ? runDocument(options) : runBuiltIn(options);
}

/** Reports which operations and statuses of a contract are in the journal of a running Mockplane. */
async function runCoverage({ url, api, allowUnreached, json }: CheckOptions): Promise<number> {
  const contract = isDocumentFile(api) ? await openContract(api) : builtInContract(api);
  const coverage = coverageOf(contract, await readJournal(url));
  const { title, name } = contract.api;
  const text = json ? coverageAsJson(coverage, url, name) : formatCoverage(coverage, { title, stream: process.stdout });
  process.stdout.write(`${text}\n`);
  return coverage.some(({ requests }) => requests === 0) && !allowUnreached ? 1 : 0;
}

async function openContract(file: string): Promise<Contract> {
  const { openDocuments } = await import('../../documents/documents.ts');
  const [{ contract }] = openDocuments([file]).current() as [LoadedDocument];
  return contract;
}

function builtInContract(api: string): Contract {
  return loadContract(checkedApis.find((each) => publicName(each) === api)!);
}

/** Checks a server against the document of a user. */
async function runDocument({ url, api, token, set, allowUnreached, json }: CheckOptions): Promise<number> {
  const [contract, { makeRequest }] = await Promise.all([
    openContract(api),
    import('../../documents/generate/request.ts'),
  ]);
  const values = parseValues(set, contract);
  const progress = createProgress(process.stderr);
  try {
    const report = await runDocumentConformance({
      contract,
      url,
      makeRequest(operation, isBare) {
        const { target, ...request } = makeRequest(contract, operation, { seed: 'check', token, values, isBare });
        return { ...request, path: target };
      },
      onProbe: ({ operation, name, number, total }) =>
        progress.show(`mockplane: probe ${number} of ${total}, ${operation}: ${name}`),
    });
    const workflows: Workflows = { notRun: 'a document of your own has none' };
    const text = json
      ? reportAsJson(report, workflows, url)
      : formatReport(report, workflows, { title: contract.api.title, allowUnreached, stream: process.stdout });
    progress.end();
    process.stdout.write(`${text}\n`);
    return report.violations.length > 0 || (report.unreached.length > 0 && !allowUnreached) ? 1 : 0;
  } finally {
    progress.end();
  }
}

async function runBuiltIn({ url, api, token, set, allowUnreached, json }: CheckOptions): Promise<number> {
  const contract = builtInContract(api);
  const values = parseValues(set, contract);
  const id = randomBytes(3).toString('hex');
  const progress = createProgress(process.stderr);
  const stepper = await startStepper({ url, token });
  try {
    const report = await runConformance({
      contract,
      url,
      token,
      values,
      id,
      onProbe: ({ operation, name, number, total }) =>
        progress.show(`mockplane: probe ${number} of ${total}, ${operation}: ${name}`),
    });
    if (isRefused(report)) {
      process.stderr.write(`mockplane: ${url} does not accept the token; set another with --token.\n`);
      return 2;
    }
    const workflows = await runContractWorkflows(
      { contract, url, token, values, id, reached: report.reached },
      progress,
    );
    progress.end();
    const violations = allViolations(report, workflows);
    const text = json
      ? reportAsJson(report, workflows, url)
      : formatReport(report, workflows, { title: contract.api.title, allowUnreached, stream: process.stdout });
    process.stdout.write(`${text}\n`);
    return violations.length > 0 || (report.unreached.length > 0 && !allowUnreached) ? 1 : 0;
  } finally {
    await stepper?.stop();
    progress.end();
  }
}

/** Whether the server answered every valid request with 401. */
function isRefused({ reached, unreached }: ConformanceReport): boolean {
  return reached.length === 0 && unreached.every(({ status }) => status === 401 || status === undefined);
}

async function runContractWorkflows(
  options: Omit<Parameters<typeof runWorkflows>[0], 'redocly'>,
  progress: Progress,
): Promise<Workflows> {
  const redocly = findRedocly(process.cwd());
  if (redocly === undefined) {
    return { notRun: '@redocly/cli is not installed; to install it: npm install --save-dev @redocly/cli' };
  }
  progress.show('mockplane: running the workflows');
  return { results: await runWorkflows({ ...options, redocly }) };
}
