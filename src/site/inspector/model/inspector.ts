import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { callAdmin, AdminError } from './admin-client.ts';
import { type Connection, createConnection } from './connection.ts';
import type { Operation } from './operations.ts';
import { createFrameScheduler } from './batch.ts';
import { createLog, type Log, logCapacity } from './log.ts';
import { createServerState, type ServerState } from './server-state.ts';
import type { Problem } from './schemas.ts';

/** The model of the page: its state and its actions, without views. */
export interface Inspector {
  readonly connection: Connection;
  readonly log: Log;
  readonly mirror: ServerState;
  /** Increments a few times a second, for views that show time. */
  readonly tick: ReadonlySignal<number>;
  /** The id of the open exchange, from the page's address. */
  readonly opened: ReadonlySignal<number | undefined>;
  /** The result of the last action. */
  readonly notice: ReadonlySignal<Notice | undefined>;
  readonly hasState: ReadonlySignal<boolean>;
  readonly open: (id: number) => void;
  readonly close: () => void;
  /** Performs an action, shows its result and refreshes the state. @returns whether it succeeded */
  readonly perform: (doing: () => Promise<string>) => Promise<boolean>;
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

/** Creates the model; `start` connects it to the server. */
export function createInspector(): Inspector {
  const log = createLog(createFrameScheduler());
  const mirror = createServerState(callAdmin, () => document.hidden);
  const tick = signal(0);
  const hash = signal(location.hash);
  const notice = signal<Notice | undefined>(undefined);
  let operations: Promise<readonly Operation[]> | undefined;

  const connection = createConnection({
    callAdmin,
    onExchange(exchange) {
      log.add(exchange);
      if (hasState.value) mirror.notice(exchange);
    },
    async onFound({ mode }) {
      const [{ exchanges }] = await Promise.all([
        callAdmin('listExchanges', { query: { limit: logCapacity } }),
        mode === 'sandbox' ? mirror.refresh() : undefined,
      ]);
      log.load(exchanges);
    },
    async onFollowing() {
      const { exchanges } = await callAdmin('listExchanges', { query: { after: log.last(), limit: logCapacity } });
      for (const exchange of exchanges) log.add(exchange);
    },
    onBeat: (health) => health.mode === 'sandbox' && mirror.compare(health),
  });
  const hasState = computed(() => connection.health.value?.mode === 'sandbox');

  return {
    connection,
    log,
    mirror,
    tick,
    notice,
    hasState,
    opened: computed(() => {
      const id = /^#\/exchanges\/(-?\d+)$/.exec(hash.value)?.[1];
      return id === undefined ? undefined : Number(id);
    }),
    open(id) {
      location.hash = `#/exchanges/${id}`;
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
        // `fetch` throws a TypeError when it gets no response.
        const isUnreachable = error instanceof TypeError;
        if (isUnreachable) connection.look();
        const problem = error instanceof AdminError ? error.problem : undefined;
        const text = isUnreachable ? 'The server cannot be reached.' : messageOf(error);
        notice.value = { text, problem, isError: true };
        return false;
      }
    },
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
