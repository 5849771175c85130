import type { Document } from '../../contract/document.ts';
import { compare, type Change, type Comparison, type Extra, type Part } from '../comparison/compare.ts';
import { lastPart, topmost } from '../comparison/extras.ts';
import { groups } from '../comparison/group-by.ts';
import { operationsOf, type OperationShape } from '../comparison/operations.ts';

/** An operation in the editions that have it. */
interface Row {
  readonly older?: OperationShape | undefined;
  readonly newer?: OperationShape | undefined;
}

/** Descriptions that differ without changing what a request or a response may hold. */
const told: ReadonlySet<Change['about']> = new Set(['type', 'values', 'body']);

/** Renders two editions of an API side by side as Markdown: a table of operations for each subject. */
export function renderEditions(older: Document, newer: Document): string {
  const [before, after] = [operationsOf(older), operationsOf(newer)];
  const comparison = compare(after, before);
  const rows: Row[] = [
    ...[...after].map(([key, operation]) => ({ older: before.get(key), newer: operation })),
    ...[...before].filter(([key]) => !after.has(key)).map(([, operation]) => ({ older: operation })),
  ];
  const subjects = groups(rows, ({ older: old, newer: now }) => subjectOf((now ?? old)!));
  return [
    ...summary(rows, comparison),
    ...subjects.flatMap((group) => [
      `## ${subjectOf((group[0]!.newer ?? group[0]!.older)!)}`,
      '',
      '| Operation | 2023 | 2026 | What is different in 2026 |',
      '| --- | --- | --- | --- |',
      ...group.map((row) => tableRow(row, comparison)),
      '',
    ]),
  ].join('\n');
}

/** Tags that tell undocumented operations apart belong to the subject of the documented ones. */
function subjectOf({ tag }: OperationShape): string {
  return tag.replace(/ \(undocumented\)$/, '').replace(/^Undocumented$/, 'Only in 2023');
}

function summary(rows: readonly Row[], comparison: Comparison): string[] {
  const count = (has: (row: Row) => boolean): number => rows.filter(has).length;
  const changed = rows.filter(({ newer, older }) => newer && older && differencesOf(newer, comparison) !== '').length;
  const line = (title: string, has: (operation: OperationShape) => boolean): string =>
    `| ${title} | ${count(({ older }) => !!older && has(older))} | ${count(({ newer }) => !!newer && has(newer))} |`;
  return [
    '| | 2023 | 2026 |',
    '| --- | ---: | ---: |',
    line('Operations', () => true),
    line('documented by the vendor', ({ isDocumented }) => isDocumented),
    line('not documented, called by its clients', ({ isDocumented }) => !isDocumented),
    `| that the other edition lacks | ${count(({ newer }) => !newer)} | ${count(({ older }) => !older)} |`,
    '',
    `${comparison.common.length} operations are in both, under the same name. In 2026, ${changed} of them have other requests or responses.`,
    '',
  ];
}

function tableRow({ older, newer }: Row, comparison: Comparison): string {
  const operation = (newer ?? older)!;
  const differences = newer && older ? differencesOf(newer, comparison) : '';
  return `| \`${operation.id}\`<br>${operation.method} ${operation.path} | ${presence(older)} | ${presence(newer)} | ${differences} |`;
}

function presence(operation: OperationShape | undefined): string {
  if (!operation) return '–';
  if (operation.isDeprecated) return 'deprecated';
  return operation.isDocumented ? 'yes' : 'undocumented';
}

function differencesOf(operation: OperationShape, { added, lacked, changed }: Comparison): string {
  const own = <T extends { readonly operation: OperationShape }>(items: readonly T[]): T[] =>
    items.filter((item) => item.operation === operation);
  const [more, less] = [topmost(own(added)), topmost(own(lacked))];
  const changes = own(changed).filter(({ about }) => told.has(about));
  const texts = [
    names('parameters', more, 'parameter'),
    names('takes', more, 'request') || changes.filter(isBody).map(changeOf).join('; '),
    names('returns', more, 'response'),
    names('refuses with', more, 'status'),
    names('no parameters', less, 'parameter'),
    names('takes no', less, 'request'),
    names('returns no', less, 'response'),
    names('never refuses with', less, 'status'),
    ...changes.filter((change) => !isBody(change)).map(changeOf),
  ];
  return [...new Set(texts)].filter((text) => text !== '').join('; ');
}

function isBody({ about }: Change): boolean {
  return about === 'body';
}

function names(title: string, extras: readonly Extra[], part: Part): string {
  const found = [...new Set(extras.filter((extra) => extra.part === part).map(shortName))].filter(
    (name) => name !== '',
  );
  return found.length === 0 ? '' : `${title} ${found.map(code).join(', ')}`;
}

/** A field's path. In a response it omits the object or list around everything: `parent` for `databases[].parent`. */
function shortName({ part, name }: Pick<Extra, 'part' | 'name'>): string {
  if (part === 'parameter') return lastPart(name);
  const [wrapper = '', ...path] = name.split('.');
  return (part === 'response' && path.length > 0 ? path : [wrapper, ...path]).join('.').replaceAll(/\[\]$|\{\}$/g, '');
}

function changeOf({ part, name, about, ours, theirs }: Change): string {
  if (about === 'body') return ours === 'a body' ? 'takes a body' : 'takes no body';
  const place = name === '' ? `the ${part}` : code(shortName({ part, name }));
  return about === 'values'
    ? `${place} is one of ${ours.split(', ').map(code).join(', ')}`
    : `${place} is of type ${ours}, not ${theirs}`;
}

function code(text: string): string {
  return `\`${text}\``;
}
