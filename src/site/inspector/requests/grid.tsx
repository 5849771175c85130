import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Inspector } from '../model/inspector.ts';
import type { Exchange } from '../model/schemas.ts';
import { columns, Row, rowId } from './row.tsx';
import { rowByKey, scrollToHold, scrollToShow, visibleRows } from './virtual-rows.ts';

/** From this width on, a request takes one line, in pixels. */
const oneLineWidth = 720;

/** The requests in rows. Only visible rows are rendered; the keyboard reaches all of them. */
export function Grid({ inspector: { log, opened, open } }: { inspector: Inspector }) {
  const box = useRef<HTMLDivElement>(null);
  const view = useSignal({ scrollTop: 0, height: 0, width: oneLineWidth });
  const active = useSignal<number | undefined>(undefined);
  const shown = log.shown.value;

  const isOneLine = view.value.width >= oneLineWidth;
  const rowHeight = isOneLine ? 30 : 52;
  const viewport = { ...view.value, rowHeight, count: shown.length };
  const { start, end } = visibleRows(viewport);
  const current = Math.max(
    0,
    shown.findIndex(({ id }) => id === (active.value ?? opened.value)),
  );

  useLayoutEffect(() => {
    const element = box.current!;
    const observer = new ResizeObserver(() => {
      view.value = { ...view.value, height: element.clientHeight, width: element.clientWidth };
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useHeldScroll(box.current, view.value.scrollTop, shown, log.filter.value, rowHeight);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      const exchange = shown[current];
      if (exchange) open(exchange.id);
      return;
    }
    const page = Math.max(1, Math.floor(view.value.height / rowHeight) - 1);
    const target = rowByKey(event.key, current, shown.length, page);
    if (target === undefined) return;
    event.preventDefault();
    active.value = shown[target]?.id;
    // The head of the table covers the first row.
    box.current!.scrollTop = scrollToShow(target, { ...viewport, height: viewport.height - (isOneLine ? 30 : 0) });
  };

  return (
    <div
      class="log"
      id="log"
      ref={box}
      data-lines={isOneLine ? 1 : 2}
      role="grid"
      aria-label="Requests, the newest first"
      aria-rowcount={shown.length + 1}
      aria-activedescendant={rowId(shown[current]?.id)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => (active.value ??= shown[current]?.id)}
      onScroll={({ currentTarget: { scrollTop } }) => (view.value = { ...view.value, scrollTop })}
    >
      <div role="row" aria-rowindex={1} class="head">
        {columns.map((name) => (
          <span key={name} role="columnheader">
            {name}
          </span>
        ))}
      </div>
      <div role="rowgroup" class="rows" style={{ height: `${shown.length * rowHeight}px` }}>
        {shown.slice(start, end).map((exchange, offset) => (
          <Row
            key={exchange.id}
            exchange={exchange}
            index={start + offset}
            top={(start + offset) * rowHeight}
            isActive={start + offset === current}
            isOpen={exchange.id === opened.value}
            onOpen={() => {
              active.value = exchange.id;
              open(exchange.id);
            }}
          />
        ))}
      </div>
    </div>
  );
}

/** Keeps the visible rows in place while rows are added above. A new filter scrolls to the top. */
function useHeldScroll(
  element: HTMLElement | null,
  scrollTop: number,
  shown: readonly Exchange[],
  filter: unknown,
  rowHeight: number,
): void {
  const before = useRef({ first: shown[0]?.id, filter });
  useLayoutEffect(() => {
    const { first, filter: last } = before.current;
    before.current = { first: shown[0]?.id, filter };
    if (!element) return;
    if (last !== filter) element.scrollTop = 0;
    else if (first !== shown[0]?.id) {
      const added = shown.findIndex(({ id }) => id === first);
      const held = scrollToHold(scrollTop, Math.max(added, 0), rowHeight);
      // Reading the element's own scroll position would force another layout.
      if (held !== scrollTop) element.scrollTop = held;
    }
  }, [shown, filter]);
}
