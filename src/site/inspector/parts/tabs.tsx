import type { Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { mediaQuery } from './media-query.ts';

const tabs = ['requests', 'state', 'controls'] as const;
export type Tab = (typeof tabs)[number];

/** Whether the screen has room for only one part of the inspector, so that tabs choose it. */
export const isNarrow = mediaQuery('(max-width: 899px)');

/** The attributes of a panel that a tab shows. Without tabs, a panel has only its id. */
export interface TabPanel {
  readonly id: string;
  readonly role?: 'tabpanel';
  readonly inert?: boolean;
}

/** Returns the attributes of the panel that a tab shows. */
export function panelOf(tab: Tab): TabPanel {
  return { id: tab, ...(isNarrow.value && { role: 'tabpanel' as const }) };
}

/** The tabs of a narrow screen; the arrow keys move between them. */
export function Tabs({ tab, isCovered }: { tab: Signal<Tab>; isCovered: boolean }) {
  const bar = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = (tabs.indexOf(tab.value) + step + tabs.length) % tabs.length;
    tab.value = tabs[index]!;
    bar.current?.querySelectorAll('button')[index]?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label="Parts of the inspector" inert={isCovered} ref={bar} onKeyDown={move}>
      {tabs.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={tab.value === name}
          aria-controls={tab.value === name ? name : undefined}
          tabIndex={tab.value === name ? 0 : -1}
          onClick={() => (tab.value = name)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
