import type { ConformanceViolation } from '../../conformance/probe.ts';
import type { ConformanceReport } from '../../conformance/run.ts';
import { printable } from '../terminal.ts';
import { styleFor } from '../terminal.ts';
import type { WorkflowResult } from '../../conformance/workflows.ts';

/** The results of the workflows, or the reason why none was run. */
export type Workflows = { readonly results: readonly WorkflowResult[] } | { readonly notRun: string };

/** How to format a report. */
export interface ReportFormat {
  /** The title of the API. */
  readonly title: string;
  /** Whether the check passes although operations were not reached. */
  readonly allowUnreached: boolean;
  /** The destination; it decides whether to use colour. */
  readonly stream: NodeJS.WriteStream;
}

/** Formats a report as aligned lines, one for each violation, and a summary. */
export function formatReport(
  report: ConformanceReport,
  workflows: Workflows,
  { title, allowUnreached, stream }: ReportFormat,
): string {
  const style = styleFor(stream);
  const violations = allViolations(report, workflows);
  const operationWidth = widest(violations.map(({ operation }) => operation));
  const pointerWidth = widest(violations.map(({ pointer }) => shownPointer(pointer)));
  const lines = violations.map(({ operation, pointer, message, probe, request, status }) =>
    [
      style('bold', operation.padEnd(operationWidth)),
      style('red', shownPointer(pointer).padEnd(pointerWidth)),
      printable(message),
      style(
        'dim',
        printable(`(${origin(probe, message)}${request.method} ${request.path} → ${status || 'no response'})`),
      ),
    ].join('  '),
  );
  const colour = violations.length > 0 ? 'red' : 'green';
  const { reached, unreached } = report;
  const summary = [
    `${title}: ${report.probes} probes`,
    `${reached.length} of ${reached.length + unreached.length} operations reached with a success`,
    style(colour, violations.length === 1 ? '1 violation' : `${violations.length || 'no'} violations`),
  ].join(', ');
  return [...lines, ...(lines.length > 0 ? [''] : []), summary, ...details(report, workflows, allowUnreached)].join(
    '\n',
  );
}

/** Formats a report as one JSON object, for programs. */
export function reportAsJson(report: ConformanceReport, workflows: Workflows, url: string): string {
  const workflowResults =
    'notRun' in workflows
      ? { notRun: workflows.notRun }
      : {
          results: workflows.results.map(({ workflow, notRun }) => ({
            workflow,
            ...(notRun !== undefined && { notRun }),
          })),
        };
  const all = { url, ...report, violations: allViolations(report, workflows), workflows: workflowResults };
  return JSON.stringify(all, null, 2);
}

/** Returns the violations of the probes and of the workflows. */
export function allViolations(report: ConformanceReport, workflows: Workflows): ConformanceViolation[] {
  const workflowViolations = 'results' in workflows ? workflows.results.flatMap(({ violations }) => violations) : [];
  return [...report.violations, ...workflowViolations];
}

function details(
  { unreached, leftBehind }: ConformanceReport,
  workflows: Workflows,
  allowUnreached: boolean,
): string[] {
  const missed = unreached.map(({ operation, status }) => `${operation} (${status ?? 'no test data'})`);
  return [
    ...(missed.length > 0 ? [`Not reached: ${missed.join(', ')}`] : []),
    ...(missed.length > 0 && !allowUnreached ? [unreachedAdvice] : []),
    ...leftBehind.map((thing) => `Left behind: ${printable(thing)}`),
    ...('notRun' in workflows
      ? [`The workflows were not run: ${printable(workflows.notRun)}`]
      : workflows.results.map((result) => `Workflow ${result.workflow}: ${printable(outcome(result))}`)),
  ];
}

const unreachedAdvice =
  'Operations that are not reached fail the check. Set their parameters with --set, or use --allow-unreached.';

function outcome({ notRun, violations }: WorkflowResult): string {
  if (notRun !== undefined) return `not run, ${notRun}`;
  return violations.length === 0 ? 'all steps succeeded' : `failed at ${violations[0]!.probe.split(', ')[1]}`;
}

/** The probe's name, unless the message contains it. */
function origin(probe: string, message: string): string {
  return message.includes(probe) ? '' : `${probe}: `;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}

/** A violation of the whole response has an empty pointer, which would be invisible. */
function shownPointer(pointer: string): string {
  return pointer === '' ? '-' : printable(pointer);
}
