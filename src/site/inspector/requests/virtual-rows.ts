/** Which rows of a long list are drawn. `end` is the first that is not. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Viewport {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}

/** Rows drawn beyond both edges, so that a quick scroll shows no blank. */
const overscan = 6;

export function visibleRows({ scrollTop, height, rowHeight, count }: Viewport): Range {
  const first = Math.floor(Math.max(scrollTop, 0) / rowHeight) - overscan;
  const last = Math.ceil((Math.max(scrollTop, 0) + height) / rowHeight) + overscan;
  const end = Math.min(Math.max(last, 0), count);
  return { start: Math.max(Math.min(first, end), 0), end };
}

/** Where to scroll so that a row is wholly in view: nowhere when it is. */
export function scrollToShow(index: number, { scrollTop, height, rowHeight }: Viewport): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - height);
}

/**
 * Where to scroll after rows came in above, so that what is being read stays where it is. At the very top nothing is
 * held: there the newest shall be seen.
 */
export function scrollToHold(scrollTop: number, added: number, rowHeight: number): number {
  return scrollTop < rowHeight / 2 ? scrollTop : scrollTop + added * rowHeight;
}

/** The row that a key leads to; undefined for a key that leads nowhere. */
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
