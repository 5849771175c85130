import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { ClockControl } from './controls/clock-control.tsx';
import { Controls } from './controls/controls.tsx';
import { ExchangePanel } from './exchange/panel.tsx';
import type { Inspector } from './model/inspector.ts';
import type { ExchangeKey } from './model/view.ts';
import { Requests } from './requests/requests.tsx';
import { NoticeBar } from './parts/notice-bar.tsx';
import { isNarrow, panelOf, type Tab, Tabs } from './parts/tabs.tsx';
import { Unavailable } from './parts/unavailable.tsx';
import { StateView } from './state/state-view.tsx';

/** The whole page below the header. */
export function App({ inspector }: { inspector: Inspector }) {
  const { connection, opened } = inspector;
  const tab = useSignal<Tab>('requests');
  useReturnOfFocus(opened.value);
  // The panel covers the side, and on a narrow screen everything.
  const isAside = useSignal(false);
  const isCovered = opened.value !== undefined && !isAside.value;

  const shows = (...names: Tab[]): boolean => !isNarrow.value || names.includes(tab.value);
  return (
    <>
      <h1 class="unseen">Inspector</h1>
      {connection.health.value !== undefined && connection.phase.value === 'lost' && (
        <p class="lost" role="alert">
          <strong>Cannot reach the server.</strong> The page shows the last known state and tries again every two
          seconds.
        </p>
      )}
      {connection.health.value === undefined || connection.phase.value === 'refused' ? (
        <Unavailable connection={connection} />
      ) : (
        <div class="inspector" data-lost={connection.phase.value === 'lost'}>
          {isNarrow.value && <Tabs tab={tab} isCovered={isCovered} />}
          {shows('requests') && (
            <Requests inspector={inspector} {...panelOf('requests')} inert={isCovered && isNarrow.value} />
          )}
          <div
            class="side"
            hidden={!shows('state', 'controls')}
            inert={isCovered}
            {...panelOf(tab.value === 'state' ? 'state' : 'controls')}
          >
            {shows('controls') && <ClockControl inspector={inspector} />}
            {shows('state') && <StateView inspector={inspector} />}
            {shows('controls') && <Controls inspector={inspector} />}
          </div>
          {opened.value !== undefined && (
            <ExchangePanel
              key={`${opened.value.sandbox}/${opened.value.id}`}
              exchange={opened.value}
              isAside={isAside}
              inspector={inspector}
            />
          )}
        </div>
      )}
      <NoticeBar inspector={inspector} />
    </>
  );
}

/** Moves the focus back to the list when the panel closes. */
function useReturnOfFocus(opened: ExchangeKey | undefined): void {
  const last = useRef(opened);
  useEffect(() => {
    if (last.current !== undefined && opened === undefined) document.querySelector<HTMLElement>('#log')?.focus();
    last.current = opened;
  }, [opened]);
}
