import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { callAdmin, AdminError } from '../model/admin-client.ts';
import type { Inspector } from '../model/inspector.ts';
import { Button } from '../parts/button.tsx';
import type { ExchangeDetails } from '../model/schemas.ts';
import { type ExchangeKey, isSameExchange } from '../model/view.ts';
import { Details } from './details.tsx';

type Loaded = 'loading' | 'gone' | 'unreachable' | ExchangeDetails;

interface PanelProps {
  readonly exchange: ExchangeKey;
  readonly inspector: Inspector;
  /** Whether the panel is folded, so that clock, state and controls can be used. */
  readonly isAside: Signal<boolean>;
}

/** One exchange in full, beside the list. It takes the focus; Escape closes it. */
export function ExchangePanel({ exchange: { sandbox, id }, inspector, isAside }: PanelProps) {
  const { connection, view, log, open, close } = inspector;
  const loaded = useSignal<Loaded>('loading');
  const heading = useRef<HTMLHeadingElement>(null);
  const isLive = connection.phase.value === 'live';

  useEffect(() => heading.current?.focus({ preventScroll: true }), [id]);
  useEffect(() => {
    // Only the rows of a server before a restart have such an id.
    if (id < 0) {
      loaded.value = 'gone';
      return undefined;
    }
    const aborted = new AbortController();
    callAdmin('getExchange', { path: { exchangeId: id }, query: { sandbox }, signal: aborted.signal })
      .then((details) => (loaded.value = details))
      .catch((error: unknown) => {
        if (aborted.signal.aborted || typeof loaded.value === 'object') return;
        loaded.value = error instanceof AdminError ? 'gone' : 'unreachable';
      });
    return () => aborted.abort();
    // Load it again after a reconnection: a restarted server may have another exchange with this id.
  }, [id, isLive]);
  useEscape(close);

  const shown = log.shown.value;
  const place = shown.findIndex((each) => isSameExchange(each, { sandbox, id }));
  const neighbour = (step: number) => (place < 0 ? undefined : shown[place + step]);

  return (
    <aside class="panel" aria-labelledby="panel-title" data-aside={isAside.value}>
      <header>
        <h2 id="panel-title" tabIndex={-1} ref={heading}>
          {id < 0 ? 'Request' : `Request ${id}`}
          {sandbox !== view.sandbox && ` of ${sandbox}`}
          {id < 0 && ' before the restart'}
        </h2>
        <Button aria-pressed={isAside.value} onClick={() => (isAside.value = !isAside.value)}>
          {isAside.value ? 'Show request' : 'Show state'}
        </Button>
        <Go to={neighbour(-1)} open={open} label="Newer request" sign="↑" />
        <Go to={neighbour(1)} open={open} label="Older request" sign="↓" />
        <Button onClick={close} aria-label="Close" title="Close (Esc)">
          ✕
        </Button>
      </header>
      {!isAside.value && <Body loaded={loaded.value} id={id} inspector={inspector} />}
    </aside>
  );
}

function Body({ loaded, id, inspector }: { loaded: Loaded; id: number; inspector: Inspector }) {
  if (loaded === 'loading') return <p class="blank">Loading request {id}…</p>;
  if (loaded === 'unreachable') return <p class="blank">Cannot reach the server to load this request.</p>;
  if (loaded === 'gone') {
    return (
      <div class="blank">
        <h3>{id < 0 ? 'This request' : `Request ${id}`} is not in the journal</h3>
        <p>The server keeps the last 1,000 requests, until you clear the journal or the server ends.</p>
      </div>
    );
  }
  return <Details exchange={loaded} inspector={inspector} />;
}

interface GoProps {
  readonly to: ExchangeKey | undefined;
  readonly open: (exchange: ExchangeKey) => void;
  readonly label: string;
  readonly sign: string;
}

function Go({ to, open, label, sign }: GoProps) {
  return (
    <Button aria-label={label} title={label} disabled={to === undefined} onClick={() => to !== undefined && open(to)}>
      {sign}
    </Button>
  );
}

function useEscape(close: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
