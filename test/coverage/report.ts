import { gaps } from './gaps.ts';
import type { Row } from './measure.ts';

/** The size of a contract, and the number of its examples that each way reaches. */
export interface Figures {
  readonly operations: number;
  readonly statuses: number;
  readonly examples: number;
  /** The examples, and the responses that have no body and therefore none. */
  readonly replies: number;
  readonly behaviour: number;
  readonly preferOnly: number;
  readonly nothing: number;
}

export function figuresOf(rows: readonly Row[]): Figures {
  const count = (key: (row: Row) => string): number => new Set(rows.map(key)).size;
  return {
    operations: count(({ api, operation }) => `${api} ${operation}`),
    statuses: count(({ api, operation, status }) => `${api} ${operation} ${status}`),
    examples: rows.filter(({ example }) => example !== undefined).length,
    replies: rows.length,
    behaviour: rows.filter((row) => reachOf(row) === 'behaviour').length,
    preferOnly: rows.filter((row) => reachOf(row) === 'Prefer').length,
    nothing: rows.filter((row) => reachOf(row) === 'nothing').length,
  };
}

/** The way to get a response; behaviour counts more than `Prefer`. */
export function reachOf({ behaviour, prefer }: Row): 'behaviour' | 'Prefer' | 'nothing' {
  if (behaviour !== undefined) return 'behaviour';
  return prefer === undefined ? 'nothing' : 'Prefer';
}

/** The name of a row, as the list of gaps has it. */
export function keyOf({ api, operation, status, example }: Row): string {
  return [api, operation, status, ...(example === undefined ? [] : [example])].join(' ');
}

/** The defects: an example that nothing returns, and a list of gaps that is out of date. */
export function complaints(rows: readonly Row[], listed: Readonly<Record<string, string>> = gaps): string[] {
  const found = new Map(rows.map((row) => [keyOf(row), reachOf(row)]));
  const missing = [...found].filter(([, reach]) => reach !== 'behaviour');
  return [
    ...rows.filter(({ prefer }) => prefer === undefined).map((row) => `${keyOf(row)}: Prefer does not bring it`),
    ...missing
      .filter(([key]) => !Object.hasOwn(listed, key))
      .map(([key]) => `${key}: no behaviour, and no reason in gaps.ts`),
    ...Object.keys(listed).flatMap((key) => {
      const reach = found.get(key);
      if (reach === undefined) return [`${key}: in gaps.ts, but not in the contract`];
      return reach === 'behaviour' ? [`${key}: in gaps.ts, but behaviour brings it`] : [];
    }),
  ];
}

const legend = `Each line is one example of one status of one operation. What brings it:
  behaviour  a request to the sandbox came back with it. Its body is the example's, but for what a
             server makes up: identifiers, names it gives, tokens, times. The walk is named.
  Prefer     only the header does; the reason why nothing else does is named.
  nothing    not even that. There must be none.`;

/** The report for a terminal. */
export function text(rows: readonly Row[]): string {
  const widths = columns(rows.map(cells));
  const apis = byApi(rows);
  const tables = [...apis].map(([api, own]) => {
    const lines = own.map(
      (row) =>
        `  ${cells(row)
          .map((cell, index) => cell.padEnd(widths[index]!))
          .join('  ')
          .trimEnd()}`,
    );
    return [api, ...lines, `  ${summary(figuresOf(own))}`].join('\n');
  });
  return [...tables, legend, summary(figuresOf(rows))].join('\n\n');
}

function byApi(rows: readonly Row[]): [api: string, rows: Row[]][] {
  const names = [...new Set(rows.map(({ api }) => api))];
  return names.map((name) => [name, rows.filter(({ api }) => api === name)]);
}

function cells(row: Row): string[] {
  const { operation, status, example = '(no body)', behaviour } = row;
  return [operation, String(status), example, reachOf(row), behaviour ?? gaps[keyOf(row)] ?? ''];
}

function columns(table: readonly (readonly string[])[]): number[] {
  return (table[0] ?? []).map((_, index) => Math.max(...table.map((line) => line[index]!.length)));
}

function summary({ operations, statuses, examples, replies, behaviour, preferOnly, nothing }: Figures): string {
  const bare = replies - examples;
  return (
    `${operations} operations, ${statuses} statuses, ${examples} examples, ${bare} responses without a body: ` +
    `${behaviour} reached by behaviour, ${preferOnly} by Prefer only, ${nothing} by nothing`
  );
}

/** The figures and the gaps, as a page of the guide shows them. */
export function markdown(rows: readonly Row[]): string {
  const apis = [...byApi(rows), ['all', rows] as const];
  const missing = rows.filter((row) => reachOf(row) !== 'behaviour');
  return [
    '| API | Operations | Statuses | Responses | By behaviour | By `Prefer` only | By nothing |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...apis.map(([api, own]) => figuresLine(api, own)),
    '',
    '| By `Prefer` only | Because |',
    '| --- | --- |',
    ...missing.map((row) => `| \`${keyOf(row)}\` | ${gaps[keyOf(row)] ?? 'Not known.'} |`),
    '',
  ].join('\n');
}

function figuresLine(api: string, rows: readonly Row[]): string {
  const { operations, statuses, replies, behaviour, preferOnly, nothing } = figuresOf(rows);
  return `| ${[api, operations, statuses, replies, behaviour, preferOnly, nothing].join(' | ')} |`;
}
