import type { Contract } from '../../contract/contract.ts';
import { documentedStatuses, responseFor } from '../../contract/responses.ts';
import { UnreachableError } from '../../conformance/run.ts';
import { printable, styleFor } from '../terminal.ts';

/** A request in the journal, as far as coverage reads it. */
export interface CoveredExchange {
  readonly api?: string | undefined;
  readonly operation?: string | undefined;
  readonly status: number;
}

/** The coverage of an operation. */
export interface OperationCoverage {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly requests: number;
  /** The documented statuses that were returned, as the document writes them: `200`, `4XX`, `default`. */
  readonly returned: readonly string[];
  readonly notReturned: readonly string[];
}

/** Counts the requests of a journal by operation and documented status. */
export function coverageOf({ api, operations }: Contract, exchanges: readonly CoveredExchange[]): OperationCoverage[] {
  const statuses = new Map<string, number[]>();
  for (const { api: name, operation, status } of exchanges) {
    if (name !== api.name || operation === undefined) continue;
    statuses.set(operation, [...(statuses.get(operation) ?? []), status]);
  }
  return operations.map((operation) => {
    const { id, method, path } = operation;
    const own = statuses.get(id) ?? [];
    const keys = new Set(own.map((status) => responseFor(operation, status)?.key));
    const all = documentedStatuses(operation);
    return {
      operation: id,
      method,
      path,
      requests: own.length,
      returned: all.filter((key) => keys.has(key)),
      notReturned: all.filter((key) => !keys.has(key)),
    };
  });
}

/** Reads the journals of all sandboxes of a running Mockplane. @throws UnreachableError if it does not answer */
export async function readJournal(url: string): Promise<CoveredExchange[]> {
  const exchanges: CoveredExchange[] = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page: Page = await readPage(`${url}/_mockplane/exchanges?sandbox=*&limit=1000&after=${after}`);
    exchanges.push(...page.exchanges);
    after = page.next;
  }
  return exchanges;
}

interface Page {
  readonly exchanges: readonly CoveredExchange[];
  readonly next?: number;
}

async function readPage(address: string): Promise<Page> {
  let response: Response;
  try {
    response = await fetch(address);
  } catch (error) {
    const { message, cause } = error as Error;
    throw new UnreachableError(`${address} cannot be reached: ${cause instanceof Error ? cause.message : message}`);
  }
  if (response.ok && response.headers.get('content-type')?.includes('json')) return (await response.json()) as Page;
  throw new UnreachableError(
    `${address} answers ${response.status}, so it is no journal; --coverage needs the URL of a running Mockplane`,
  );
}

/** Formats coverage: a summary, then the operations that are not covered in full. */
export function formatCoverage(
  coverage: readonly OperationCoverage[],
  { title, stream }: { readonly title: string; readonly stream: NodeJS.WriteStream },
): string {
  const style = styleFor(stream);
  const { operations, statuses, requests } = totalsOf(coverage);
  const isWhole = operations.called === operations.total;
  const summary = [
    `${title}: ${style(isWhole ? 'green' : 'red', `${operations.called} of ${operations.total} operations called`)}`,
    `${statuses.returned} of ${statuses.documented} documented statuses returned`,
    `${requests} ${requests === 1 ? 'request' : 'requests'} in the journal`,
  ].join(', ');
  const gaps = coverage.filter(({ requests: own, notReturned }) => own === 0 || notReturned.length > 0);
  const width = Math.max(0, ...gaps.map(({ operation }) => operation.length));
  const lines = gaps.map(({ operation, method, path, requests: own, notReturned }) => {
    const gap = own === 0 ? style('red', 'not called') : `not returned: ${notReturned.join(', ')}`;
    return `${printable(operation).padEnd(width)}  ${gap}  ${style('dim', printable(`${method} ${path}`))}`;
  });
  return [summary, ...(lines.length > 0 ? ['', ...lines] : [])].join('\n');
}

/** Formats coverage as one JSON object, for programs. */
export function coverageAsJson(coverage: readonly OperationCoverage[], url: string, api: string): string {
  return JSON.stringify({ url, api, ...totalsOf(coverage), coverage }, null, 2);
}

function totalsOf(coverage: readonly OperationCoverage[]) {
  const sum = (of: (each: OperationCoverage) => number): number =>
    coverage.reduce((total, each) => total + of(each), 0);
  return {
    operations: { called: coverage.filter(({ requests }) => requests > 0).length, total: coverage.length },
    statuses: {
      returned: sum(({ returned }) => returned.length),
      documented: sum(({ returned, notReturned }) => returned.length + notReturned.length),
    },
    requests: sum(({ requests }) => requests),
  };
}
