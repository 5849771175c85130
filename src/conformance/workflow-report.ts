import { stripVTControlCharacters } from 'node:util';
import type { Contract } from '../contract/contract.ts';
import type { Violation } from '../contract/problem.ts';
import type { ConformanceViolation } from './probe.ts';

/** The members of `redocly respect --json-output` that are read. */
interface Report {
  readonly files: Readonly<Record<string, { readonly executedWorkflows: readonly Workflow[] }>>;
}

interface Workflow {
  readonly workflowId: string;
  readonly status: string;
  readonly executedSteps: readonly Step[];
}

interface Step {
  readonly stepId: string;
  readonly request?: { readonly method: string; readonly url: string };
  readonly response?: { readonly statusCode: number };
  readonly checks: readonly Check[];
}

interface Check {
  readonly name: string;
  readonly message: string;
  readonly passed: boolean;
  readonly condition?: string;
}

/** Reads the last failure of each workflow as violations of the operations that its steps call. */
export function readWorkflowReport(contract: Contract, text: string): ConformanceViolation[] {
  const { files } = JSON.parse(text) as Report;
  return Object.values(files)
    .flatMap(({ executedWorkflows }) => executedWorkflows)
    .filter(({ status }) => status !== 'success')
    .flatMap((workflow) => {
      // A failed step that is retried is no failure; the last step shows where the workflow ended.
      const step = workflow.executedSteps.at(-1);
      return step ? violationsOf(contract, workflow, step) : [];
    });
}

function violationsOf(contract: Contract, { workflowId }: Workflow, step: Step): ConformanceViolation[] {
  const { stepId, request, response } = step;
  const method = request?.method.toUpperCase() ?? '';
  const { pathname = '', search = '' } = request && URL.canParse(request.url) ? new URL(request.url) : {};
  return rootCauses(step.checks.filter(({ passed }) => !passed)).map((found) => ({
    operation: operationAt(contract, method, pathname) ?? workflowId,
    probe: `workflow ${workflowId}, step ${stepId}`,
    request: { method, path: pathname + search },
    status: response?.statusCode ?? 0,
    ...found,
  }));
}

/** Keeps the root causes: when the status is wrong, the checks of the body fail too and add nothing. */
function rootCauses(failed: readonly Check[]): Violation[] {
  const caused = failed.filter(({ name }) => name !== 'unexpected error');
  const violations = (caused.length > 0 ? caused : failed).map(violation);
  const ofStatus = violations.filter(({ pointer }) => pointer === '/status');
  return ofStatus.length > 0 ? ofStatus : violations;
}

/** Finds the operation of a request. A server may have a base path, so match from the API's prefix on. */
function operationAt({ api, matcher }: Contract, method: string, pathname: string): string | undefined {
  const starts = api.prefixes.map((prefix) => pathname.indexOf(`${prefix}/`)).filter((start) => start >= 0);
  try {
    return matcher.match(method, pathname.slice(Math.min(pathname.length, ...starts)))?.operation.id;
  } catch {
    return undefined;
  }
}

function violation({ name, message, condition }: Check): Violation {
  if (name === 'success criteria check' && condition) {
    const [, place] = /^\$response\.body#(\S*)/.exec(condition) ?? [];
    const pointer = place === undefined ? '/status' : `/body${place}`;
    return { pointer, message: `must satisfy ${condition}` };
  }
  const pointers: Record<string, string> = {
    'status code check': '/status',
    'content-type check': '/headers/content-type',
    'schema check': '/body',
  };
  const lines = stripVTControlCharacters(message).split('\n');
  const said = lines.find((line) => line.trim() !== '')?.trim() ?? '';
  return { pointer: pointers[name] ?? '', message: condition ? `must satisfy ${condition}` : said };
}
