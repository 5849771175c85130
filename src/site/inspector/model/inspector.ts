import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { callAdmin, AdminError } from './admin-client.ts';
import { type Connection, createConnection } from './connection.ts';
import type { Operation } from './operations.ts';
import { createFrameScheduler } from './batch.ts';
import { createLog, type Log, logCapacity } from './log.ts';
import { searchBodies } from './body-search.ts';
import { readFilter, writeFilter } from './filter-query.ts';
import { createServerState, type ServerState } from './server-state.ts';
import { createSandboxList, type SandboxList } from './sandbox-list.ts';
import type { Problem } from './schemas.ts';
import { createSqlClient, type SqlClient } from './sql-client.ts';
import { type ExchangeKey, hashOf, logSandbox, readOpened, readView, searchOf, type View } from './view.ts';

/** The model of the page: its state and its actions, without views. */
export interface Inspector {
  readonly connection: Connection;
  readonly log: Log;
  readonly mirror: ServerState;
  /** Increments a few times a second, for views that show time. */
  readonly tick: ReadonlySignal<number>;
  /** The view and the open exchange, from the page's address. */
  readonly view: View;
  readonly opened: ReadonlySignal<ExchangeKey | undefined>;
  readonly sandboxes: SandboxList;
  /** Runs SQL on the databases of the view's sandbox. */
  readonly sql: SqlClient;
  /** Loads the page with another view. */
  readonly show: (view: View) => void;
  /** The result of the last action. */
  readonly notice: ReadonlySignal<Notice | undefined>;
  readonly hasState: ReadonlySignal<boolean>;
  readonly open: (exchange: ExchangeKey) => void;
  readonly close: () => void;
  /** Performs an action, shows its result and refreshes the state. @returns whether it succeeded */
  readonly perform: (doing: () => Promise<string>) => Promise<boolean>;
  /** Shows why an action failed. */
  readonly report: (error: unknown) => void;
  readonly dismiss: () => void;
  /** Loads the operations of the contracts on the first call. */
  readonly operations: () => Promise<readonly Operation[]>;
  readonly start: () => void;
}

/** The result of an action, for the reader. */
export interface Notice {
  readonly text: string;
  readonly problem?: Problem | undefined;
  readonly isError: boolean;
}

const tickMilliseconds = 250;
const listMilliseconds = 5_000;

/** Creates the model; `start` connects it to the server. */
export function createInspector(): Inspector {
  const view = readView(location.search);
  const ofLog = { sandbox: logSandbox(view) };
  const sandboxes = createSandboxList(callAdmin, view.sandbox);
  const log = createLog(createFrameScheduler(), readFilter(location.search));
  const mirror = createServerState(callAdmin, () => document.hidden);
  const tick = signal(0);
  const hash = signal(location.hash);
  const notice = signal<Notice | undefined>(undefined);
  let operations: Promise<readonly Operation[]> | undefined;

  const connection = createConnection({
    callAdmin,
    stream: `exchanges/stream?${new URLSearchParams(ofLog).toString()}`,
    onExchange(exchange) {
      log.add(exchange);
      if (!sandboxes.names.value.includes(exchange.sandbox)) void sandboxes.refresh();
      if (hasState.value && exchange.sandbox === view.sandbox) mirror.notice(exchange);
    },
    async onFound({ mode }) {
      const [{ exchanges }] = await Promise.all([
        callAdmin('listExchanges', { query: { ...ofLog, limit: logCapacity } }),
        mode === 'sandbox' ? mirror.refresh() : undefined,
      ]);
      log.load(exchanges);
    },
    async onFollowing() {
      const last = log.last();
      const after = (view.showsAll ? last?.sequence : last?.id) ?? 0;
      const { exchanges } = await callAdmin('listExchanges', { query: { ...ofLog, after, limit: logCapacity } });
      for (const exchange of exchanges) log.add(exchange);
    },
    onBeat: (health) => health.mode === 'sandbox' && mirror.compare(health),
  });
  const hasState = computed(() => connection.health.value?.mode === 'sandbox');

  const report = (error: unknown): void => {
    // `fetch` throws a TypeError when it gets no response.
    const isUnreachable = error instanceof TypeError;
    if (isUnreachable) connection.look();
    const problem = error instanceof AdminError ? error.problem : undefined;
    const text = isUnreachable ? 'Cannot reach the server.' : messageOf(error);
    notice.value = { text, problem, isError: true };
  };

  return {
    connection,
    view,
    sandboxes,
    sql: createSqlClient(view.sandbox),
    show(next) {
      location.search = writeFilter(searchOf(next), log.filter.value);
    },
    log,
    mirror,
    tick,
    notice,
    hasState,
    opened: computed(() => readOpened(hash.value, view)),
    open(exchange) {
      location.hash = hashOf(exchange, view);
    },
    close() {
      history.pushState(null, '', location.pathname + location.search);
      hash.value = '';
    },
    async perform(doing) {
      try {
        notice.value = { text: await doing(), isError: false };
        if (hasState.value) await mirror.refresh();
        return true;
      } catch (error) {
        report(error);
        return false;
      }
    },
    report,
    dismiss() {
      notice.value = undefined;
    },
    operations() {
      operations ??= fetchOperations();
      operations.catch(() => (operations = undefined));
      return operations;
    },
    start() {
      addEventListener('hashchange', () => (hash.value = location.hash));
      addEventListener('popstate', () => (hash.value = location.hash));
      document.addEventListener('visibilitychange', () => {
        if (document.hidden) return;
        connection.look();
        if (hasState.value) mirror.refresh().catch(() => undefined);
      });
      // A sandbox appears with its first request, which the log of another sandbox does not show.
      const refreshSandboxes = (): void => {
        const { phase, reason } = connection;
        // A static host has no list, and a server that is gone has none now.
        if (phase.value === 'live' || reason.value?.problem) void sandboxes.refresh();
      };
      effect(refreshSandboxes);
      searchBodies(log, callAdmin, ofLog.sandbox);
      // A reload shows the same requests.
      effect(() => {
        const search = writeFilter(location.search, log.filter.value);
        if (search !== location.search)
          history.replaceState(history.state, '', location.pathname + search + location.hash);
      });
      setInterval(() => !document.hidden && refreshSandboxes(), listMilliseconds);
      setInterval(() => {
        // While the server is gone, the time of its clock is unknown.
        if (!document.hidden && connection.phase.value === 'live') tick.value++;
      }, tickMilliseconds);
      // Hide a success after a while; an error stays until the user dismisses it.
      effect(() => {
        const shown = notice.value;
        if (!shown || shown.isError) return undefined;
        const timer = setTimeout(() => (notice.value = undefined), 5_000);
        return () => clearTimeout(timer);
      });
      connection.look();
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Fetches the list that the site's build wrote beside the page. */
async function fetchOperations(): Promise<Operation[]> {
  const response = await fetch('operations.json');
  return (await response.json()) as Operation[];
}
