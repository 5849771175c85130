import { timeOfDay, formatLatency, plural } from '../model/format.ts';
import { sqlErrorOf } from '../model/filter.ts';
import type { Exchange } from '../model/schemas.ts';

/** The titles of the columns. */
export const columns = ['Time', 'Method', 'Path', 'Operation', 'Status', 'Answered by', 'Took'];

export interface RowProps {
  readonly exchange: Exchange;
  readonly index: number;
  readonly top: number;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  /** Whether the row names its sandbox. */
  readonly showsSandbox: boolean;
  readonly onOpen: () => void;
}

/** One request in the list. */
export function Row({ exchange, index, top, isActive, isOpen, showsSandbox, onOpen }: RowProps) {
  const { sandbox, sequence, at, method, target, operation, status, answeredBy, refusal, durationMilliseconds } =
    exchange;
  const start = tailStart(target);
  // Only the rows of a server before a restart have such an id.
  const isEarlier = exchange.id < 0;
  const { sql } = exchange;
  const sqlError = sqlErrorOf(sql);
  // A rule that answered is named already.
  const delays = (exchange.faults ?? []).filter(({ id: rule, fired }) => fired && answeredBy !== `fault ${rule}`);
  return (
    <div
      role="row"
      class="row"
      id={rowId(sequence)}
      aria-rowindex={index + 2}
      aria-selected={isOpen}
      data-active={isActive}
      data-earlier={isEarlier}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onOpen}
    >
      <span role="gridcell" class="at" title={isEarlier ? 'Before the restart of the server' : undefined}>
        {isEarlier && <span class="unseen">before the restart, </span>}
        {isEarlier && '↺ '}
        {timeOfDay(at)}
      </span>
      <span role="gridcell" class="verb">
        {method}
      </span>
      <span role="gridcell" class="target" title={target}>
        {showsSandbox && <span class="of-sandbox">{sandbox}</span>}
        {start > 0 && <span class="lead">{target.slice(0, start)}</span>}
        <span class="tail">{target.slice(start)}</span>
      </span>
      <span role="gridcell" class="operation" title={sql && `${operation}: ${statementsOf(sql)}`}>
        {sql ? <span class="unseen">{operation} </span> : (operation ?? '–')}
        {sql && <code>{statementsOf(sql)}</code>}
      </span>
      <span role="gridcell" class="code" data-status={statusClass(status)}>
        {statusText(status)}
      </span>
      <span
        role="gridcell"
        class="by"
        data-error={sqlError !== undefined}
        title={refusal ?? sqlError?.message ?? (sql ? countsOf(sql) : answeredBy)}
      >
        {sql ? (sqlError?.code ?? `${sql.rowsRead} read, ${sql.rowsWritten} written`) : answeredBy}
        {delays.map(({ id: rule }) => ` · fault ${rule}`)}
      </span>
      <span role="gridcell" class="took">
        {formatLatency(durationMilliseconds)}
      </span>
    </div>
  );
}

function statementsOf({ statements }: NonNullable<Exchange['sql']>): string {
  return statements.map((each) => each.sql).join('; ');
}

function countsOf({ count, rowsRead, rowsWritten }: NonNullable<Exchange['sql']>): string {
  return `${plural(count, 'statement')}, ${rowsRead} read, ${rowsWritten} written`;
}

/** The length of a path's end that stays visible when room is scarce, since the end distinguishes paths. */
const tailLength = 22;

/** Finds the start of the last segments of a path. */
function tailStart(target: string): number {
  const end = target.indexOf('?') < 0 ? target.length : target.indexOf('?');
  const place = target.indexOf('/', Math.max(0, end - tailLength));
  return place < 0 || place >= end ? Math.max(0, end - tailLength) : place;
}

/** The id of a request's row in the page. */
export function rowId(sequence: number | undefined): string | undefined {
  return sequence === undefined ? undefined : `row-${sequence}`;
}

/** The class of a status, for its colour: `2` for 204, `0` for a dropped connection. */
export function statusClass(status: number): string {
  return String(Math.floor(status / 100));
}

/** The text of a status; 0 stands for a dropped connection. */
export function statusText(status: number): string {
  return status === 0 ? 'dropped' : String(status);
}
