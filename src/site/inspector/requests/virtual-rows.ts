/** The rows of a long list to render. `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The visible part of a list, in pixels, and the number of rows. */
export interface Viewport {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}

/** Extra rows beyond both edges, so that fast scrolling shows no gap. */
const overscan = 6;

/** The rows to render in a viewport. */
export function visibleRows({ scrollTop, height, rowHeight, count }: Viewport): Range {
  const first = Math.floor(Math.max(scrollTop, 0) / rowHeight) - overscan;
  const last = Math.ceil((Math.max(scrollTop, 0) + height) / rowHeight) + overscan;
  const end = Math.min(Math.max(last, 0), count);
  return { start: Math.max(Math.min(first, end), 0), end };
}

/** The scroll position that shows a whole row; unchanged when it is visible. */
export function scrollToShow(index: number, { scrollTop, height, rowHeight }: Viewport): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - height);
}

/**
 * The scroll position after rows were added above, so that the visible ones stay in place. At the very top it stays
 * there, to show the newest rows.
 */
export function scrollToHold(scrollTop: number, added: number, rowHeight: number): number {
  return scrollTop < rowHeight / 2 ? scrollTop : scrollTop + added * rowHeight;
}

/** The row that a key moves to; undefined for any other key. */
export function rowByKey(key: string, index: number, count: number, page: number): number | undefined {
  const targets: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined ? undefined : Math.max(0, Math.min(target, count - 1));
}
