import { type ReadonlySignal, signal } from '@preact/signals';

/** Whether a media query matches, as a signal. */
export function mediaQuery(query: string): ReadonlySignal<boolean> {
  const list = matchMedia(query);
  const holds = signal(list.matches);
  list.addEventListener('change', ({ matches }) => (holds.value = matches));
  return holds;
}
