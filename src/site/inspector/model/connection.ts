import { type ReadonlySignal, signal } from '@preact/signals';
import { type CallAdmin, AdminError } from './admin-client.ts';
import type { Exchange, Health } from './schemas.ts';

/**
 * How the server stands to the page: not heard of yet, there, gone; or it refuses, which waiting alone does not mend
 * (a page from a static host, a foreign host name).
 */
export type Phase = 'connecting' | 'live' | 'lost' | 'refused';

export interface Connection {
  readonly phase: ReadonlySignal<Phase>;
  /** Why, when it is `refused`. */
  readonly reason: ReadonlySignal<AdminError | undefined>;
  /** The last that the server told; undefined before it ever did. */
  readonly health: ReadonlySignal<Health | undefined>;
  /** Looks for the server now, and from then on again and again. */
  look(): void;
}

export interface ConnectionOptions {
  readonly callAdmin: CallAdmin;
  readonly onExchange: (exchange: Exchange) => void;
  /** The server is there, for the first time or again. */
  readonly onFound: (health: Health) => Promise<void>;
  /** From now on each exchange is told; some may have ended since the server was found. */
  readonly onFollowing: () => Promise<void>;
  /** The server is still there. */
  readonly onBeat: (health: Health) => void;
}

const beatMilliseconds = 2_000;

/** Follows the server's stream of exchanges and notices when the server goes and comes. */
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
      // The server is gone, or only the stream: then the next beat but one opens it again.
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
