import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRedocly, runRedocly } from '../redocly/cli.ts';
import type { Document } from '../contract/document.ts';
import { projectRoot } from '../redocly/spec.ts';
import type { Difference } from './difference.ts';
import type { AffectedOperations } from './affected-operations.ts';

/**
 * The members of the report of `redocly diff` that are read. Its rules cover both directions, requests and responses.
 */
interface Report {
  readonly changes: readonly Change[];
}

interface Change {
  readonly path: string;
  readonly typeName: string;
  readonly kind: 'added' | 'removed' | 'modified';
  readonly property?: string;
  readonly verdicts?: readonly { readonly ruleId: string; readonly impact: string; readonly message: string }[];
  readonly base?: Side;
  readonly revision?: Side;
}

interface Side {
  readonly pointer: string;
  readonly value?: unknown;
}

/** Redocly, which compares documents, is not installed. */
export class RedoclyMissingError extends Error {
  override readonly name = 'RedoclyMissingError';
}

/** All rules of `diff`, and none of the project's own configuration, which is for linting. */
const configuration = 'telemetry: off\nextends:\n  - diff-recommended\n';

/**
 * Finds the differences that Redocly reports.
 *
 * @param operationsOfReleased finds the operations of a place in the released document, `operationsOfPresent` in the present one
 * @param folder the project whose Redocly is used
 * @throws RedoclyMissingError when Redocly is not installed, Error when it cannot compare the documents
 */
export async function redoclyDifferences(
  released: Document,
  present: Document,
  operationsOfReleased: AffectedOperations,
  operationsOfPresent: AffectedOperations,
  folder: string = projectRoot,
): Promise<Difference[]> {
  const { changes } = await diff(released, present, folder);
  return changes.flatMap((change): Difference[] => {
    const { base, revision } = change;
    const place = decodeURIComponent((base ?? revision)?.pointer ?? change.path).replace(/^#/, '');
    const found = base ? operationsOfReleased(place) : operationsOfPresent(place);
    const common = { place, before: base?.value, after: revision?.value, operations: found };
    const major = (change.verdicts ?? []).filter(({ impact }) => impact === 'major');
    if (major.length > 0) return major.map(({ ruleId, message }) => ({ ...common, rule: ruleId, message }));
    return [{ ...common, rule: undefined, message: plain(change) }];
  });
}

function plain({ typeName, kind, property }: Change): string {
  if (property !== undefined) return `\`${property}\` of ${typeName} changed.`;
  return `${typeName} was ${kind}.`;
}

async function diff(released: Document, present: Document, project: string): Promise<Report> {
  const script = findRedocly(project);
  if (script === undefined) throw new RedoclyMissingError('@redocly/cli is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-'));
  const at = (name: string): string => join(folder, name);
  try {
    writeFileSync(at('redocly.yaml'), configuration);
    writeFileSync(at('released.json'), JSON.stringify(released));
    writeFileSync(at('present.json'), JSON.stringify(present));
    const args = ['diff', 'released.json', 'present.json', '--format', 'json', '--fail-on', 'none'];
    const { code, output } = await runRedocly(script, [...args, '--output', at('report.json')], folder);
    if (code !== 0) throw new Error(`redocly diff failed:\n${output}`);
    return JSON.parse(readFileSync(at('report.json'), 'utf8')) as Report;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
