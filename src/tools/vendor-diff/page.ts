import type { Change, Comparison, Extra, Part } from '../comparison/compare.ts';
import type { OperationShape } from '../comparison/operations.ts';
import { lastPart, topmost } from '../comparison/extras.ts';
import { groups } from '../comparison/group-by.ts';
import { reasonOfChange, reasonOfLack } from './reasons.ts';

/** Differences of description that are told as figures only: one rule of the contract makes each of them. */
const massive: ReadonlySet<Change['about']> = new Set(['security', 'bounds', 'format']);

/** Renders the comparison as Markdown: figures, what the contract adds, corrects and lacks. */
export function renderComparison(
  comparison: Comparison,
  ours: ReadonlyMap<string, OperationShape>,
  theirs: ReadonlyMap<string, OperationShape>,
): string {
  const { added, lacked, changed } = comparison;
  const single = changed.filter((change) => !isMassive(change));
  return [
    ...section('Figures', figures(comparison, ours, theirs)),
    ...section('See what this contract adds', [
      `**${of(added, 'operation').length} operations** that the vendor's own clients need: ${of(added, 'operation')
        .map(({ operation }) => code(operation.id))
        .join(', ')}.`,
      '',
      `**${of(added, 'status').length} statuses**, as refusals that can occur: ${statuses(added)}.`,
      '',
      ...extrasTable(added),
    ]),
    ...section('See what it corrects', [
      ...massTable(changed),
      '',
      'These are the other corrections:',
      '',
      ...changesTable(single),
    ]),
    ...section('See what it lacks', lacked.length === 0 ? ['Nothing.'] : lacksTable(lacked)),
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return [`## ${title}`, '', ...lines, ''];
}

function figures(
  { common, added, lacked }: Comparison,
  ours: ReadonlyMap<string, OperationShape>,
  theirs: ReadonlyMap<string, OperationShape>,
): string[] {
  const row = (title: string, count: (operation: OperationShape) => number): string => {
    const sum = (map: ReadonlyMap<string, OperationShape>, keys: Iterable<OperationShape>): number =>
      [...keys].reduce((total, own) => total + count(map.get(keyIn(map, own))!), 0);
    return `| ${title} | ${sum(theirs, theirs.values())} | ${sum(ours, common)} | ${sum(ours, ours.values())} |`;
  };
  const newOnes = of(added, 'operation').length;
  return [
    '| | Vendor | Here, the same operations | Here, all |',
    '| --- | ---: | ---: | ---: |',
    `| Operations | ${theirs.size} | ${common.length} | ${ours.size} |`,
    row('Operations that document their token', ({ isSecured }) => Number(isSecured)),
    row('Operations that document only 200', ({ replies }) => Number(replies.size === 1)),
    row('Documented statuses', ({ replies }) => replies.size),
    row('Parameters', ({ parameters }) => parameters.size),
    row('Fields of requests', ({ request }) => request?.size ?? 0),
    row('Fields of responses with status 200', ({ replies }) => replies.get('200')?.size ?? 0),
    row(
      'of them required',
      ({ replies }) => [...(replies.get('200') ?? [])].filter(([, { required }]) => required).length,
    ),
    '',
    `This contract adds ${newOnes} operations, and ${added.length - newOnes} statuses, parameters and fields to the others. It lacks ${lacked.length} that the vendor has.`,
  ];
}

/** The key of an operation in a map, whichever document it is from. */
function keyIn(map: ReadonlyMap<string, OperationShape>, operation: OperationShape): string {
  const found = [...map].find(([, { id, method }]) => id === operation.id && method === operation.method);
  if (!found) throw new Error(`The document has no operation ${operation.id}.`);
  return found[0];
}

function of(extras: readonly Extra[], part: Part): Extra[] {
  return extras.filter((extra) => extra.part === part);
}

function isMassive({ part, about }: Change): boolean {
  return massive.has(about) || (part === 'response' && about === 'required');
}

function statuses(added: readonly Extra[]): string {
  return groups(of(added, 'status'), ({ name }) => name)
    .toSorted(([one], [other]) => one!.name.localeCompare(other!.name))
    .map((group) => `${group[0]!.name} ×${group.length}`)
    .join(', ');
}

function extrasTable(added: readonly Extra[]): string[] {
  const fields = topmost(added.filter(({ part }) => ['parameter', 'request', 'response'].includes(part)));
  return [
    '| Field or parameter | In | Operations |',
    '| --- | --- | --- |',
    ...groups(fields, ({ part, name }) => `${part} ${lastPart(name)}`).map(
      (group) => `| ${code(lastPart(group[0]!.name))} | ${group[0]!.part} | ${operations(group)} |`,
    ),
  ];
}

function massTable(changed: readonly Change[]): string[] {
  const count = (about: Change['about'], part?: Part): number =>
    changed.filter(
      (change) => change.about === about && isMassive(change) && (part === undefined || change.part === part),
    ).length;
  return [
    '| Correction | Places |',
    '| --- | ---: |',
    `| The operation documents the token that it needs | ${count('security')} |`,
    `| A field that every response has is required | ${count('required', 'response')} |`,
    `| A parameter has a pattern, a length or a limit | ${count('bounds', 'parameter')} |`,
    `| A field of a request has a pattern, a length or a limit | ${count('bounds', 'request')} |`,
    `| A field of a response has a pattern, a length or a limit | ${count('bounds', 'response')} |`,
    `| A value has a format, or the correct one | ${count('format')} |`,
  ];
}

function changesTable(changed: readonly Change[]): string[] {
  return [
    '| Place | Vendor | Here | Operations | Why |',
    '| --- | --- | --- | --- | --- |',
    ...groups(changed, ({ part, name, about, ours, theirs }) =>
      JSON.stringify([part === 'status' ? part : lastPart(name), about, ours, theirs]),
    ).map((group) => {
      const { part, name, ours, theirs } = group[0]!;
      const place = part === 'status' ? 'body of a refusal' : `${code(lastPart(name))}, ${part}`;
      return `| ${place} | ${short(theirs)} | ${short(ours)} | ${operations(group)} | ${reasonOfChange(group[0]!)} |`;
    }),
  ];
}

function lacksTable(lacked: readonly Extra[]): string[] {
  return [
    '| Place | Operations | Why |',
    '| --- | --- | --- |',
    ...groups(topmost(lacked), ({ part, name }) => `${part} ${name}`).map((group) => {
      const { part, name, operation } = group[0]!;
      const place = part === 'operation' ? `${operation.method} ${operation.path}` : name;
      return `| ${code(place)}, ${part} | ${operations(group)} | ${reasonOfLack(group[0]!)} |`;
    }),
  ];
}

function operations(items: readonly { readonly operation: OperationShape }[]): string {
  return [...new Set(items.map(({ operation }) => code(operation.id)))].join(', ');
}

/** A long list of values, in one line of a table. */
function short(text: string): string {
  const values = text.split(', ');
  return values.length > 9 ? `${values.length} values` : text.replaceAll('|', String.raw`\|`);
}

function code(text: string): string {
  return `\`${text}\``;
}
