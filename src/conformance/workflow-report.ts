import { stripVTControlCharacters } from 'node:util';
import type { Contract } from '../contract/contract.ts';
import type { Violation } from '../contract/problem.ts';
import type { ConformanceViolation } from './probe.ts';

/** What `redocly respect --json-output` writes, as far as it is read. */
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

/** What the workflows of a report ended at, as violations of the operations that the steps call. */
export function readWorkflowReport(contract: Contract, text: string): ConformanceViolation[] {
  const { files } = JSON.parse(text) as Report;
  return Object.values(files)
    .flatMap(({ executedWorkflows }) => executedWorkflows)
    .filter(({ status }) => status !== 'success')
    .flatMap((workflow) => {
      // Steps that fail and are tried again are no failures; the last one is where it ended.
      const step = workflow.executedSteps.at(-1);
      return step ? violationsOf(contract, workflow, step) : [];
    });
}

function violationsOf(contract: Contract, { workflowId }: Workflow, step: Step): ConformanceViolation[] {
  const { stepId, request, response } = step;
  const method = request?.method.toUpperCase() ?? '';
  const { pathname = '', search = '' } = request && URL.canParse(request.url) ? new URL(request.url) : {};
  return telling(step.checks.filter(({ passed }) => !passed)).map((found) => ({
    operation: operationAt(contract, method, pathname) ?? workflowId,
    probe: `workflow ${workflowId}, step ${stepId}`,
    request: { method, path: pathname + search },
    status: response?.statusCode ?? 0,
    ...found,
  }));
}

/** Of checks that fail because others do, those others: nothing of a body is as it should be under another status. */
function telling(failed: readonly Check[]): Violation[] {
  const caused = failed.filter(({ name }) => name !== 'unexpected error');
  const violations = (caused.length > 0 ? caused : failed).map(violation);
  const ofStatus = violations.filter(({ pointer }) => pointer === '/status');
  return ofStatus.length > 0 ? ofStatus : violations;
}

/** A server may stand below a path of its own, so the API's paths are looked for at the end. */
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
