import { type ReadonlySignal, signal } from '@preact/signals';
import { type CallAdmin, AdminError } from './admin-client.ts';
import type { Exchange, Health } from './schemas.ts';

/**
 * The state of the connection. `refused` does not end by waiting: the page may come from a static host, or use a
 * foreign host name.
 */
export type Phase = 'connecting' | 'live' | 'lost' | 'refused';

/** The connection to the server, as signals. */
export interface Connection {
  readonly phase: ReadonlySignal<Phase>;
  /** The error when the phase is `refused`. */
  readonly reason: ReadonlySignal<AdminError | undefined>;
  /** The latest health report; undefined before the first. */
  readonly health: ReadonlySignal<Health | undefined>;
  /** Checks the server now, and then periodically. */
  look(): void;
}

/** The caller of the admin API, and the callbacks of a connection. */
export interface ConnectionOptions {
  readonly callAdmin: CallAdmin;
  readonly onExchange: (exchange: Exchange) => void;
  /** Called when the server is reached, for the first time or again. */
  readonly onFound: (health: Health) => Promise<void>;
  /** Called when the stream is open. Exchanges may have ended between `onFound` and this call. */
  readonly onFollowing: () => Promise<void>;
  /** Called after each later check that succeeds. */
  readonly onBeat: (health: Health) => void;
}

const beatMilliseconds = 2_000;

/** Follows the server's stream of exchanges, and notices when the server stops and returns. */
export function createConnection(options: ConnectionOptions): Connection {
  const { callAdmin, onExchange, onFound, onFollowing, onBeat } = options;
  const phase = signal<Phase>('connecting');
  const reason = signal<AdminError | undefined>(undefined);
  const health = signal<Health | undefined>(undefined);
  let source: EventSource | undefined;
  let followAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLooking = false;

  const follow = (): void => {
    const stream = new EventSource('exchanges/stream');
    source = stream;
    stream.addEventListener('open', () => void onFollowing().catch(() => undefined));
    stream.addEventListener('exchange', ({ data }: MessageEvent<string>) => onExchange(JSON.parse(data) as Exchange));
    stream.addEventListener('error', () => {
      stream.close();
      if (source !== stream) return;
      // Either the server has stopped or only the stream has ended. In the second case the next check but one reopens
      // it.
      source = undefined;
      followAt = performance.now() + beatMilliseconds / 2;
      look();
    });
  };

  const beat = async (): Promise<void> => {
    try {
      const told = await callAdmin('getHealth', { signal: AbortSignal.timeout(5_000) });
      health.value = told;
      if (source === undefined && performance.now() >= followAt) {
        follow();
        await onFound(told);
      } else {
        onBeat(told);
      }
      reason.value = undefined;
      phase.value = 'live';
    } catch (error) {
      source?.close();
      source = undefined;
      reason.value = error instanceof AdminError ? error : undefined;
      phase.value = error instanceof AdminError ? 'refused' : 'lost';
    }
  };

  function look(): void {
    if (isLooking) return;
    isLooking = true;
    clearTimeout(timer);
    void beat().finally(() => {
      isLooking = false;
      timer = setTimeout(look, beatMilliseconds);
    });
  }

  return { phase, reason, health, look };
}
