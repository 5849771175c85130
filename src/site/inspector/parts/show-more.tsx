import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Button } from './button.tsx';

/** The first items of a long list, and a button for the rest. */
export function useShowMore<Item>(
  all: readonly Item[],
  limit: number,
): { items: readonly Item[]; more: (everything: string) => ComponentChildren } {
  const isWhole = useSignal(false);
  const isCut = !isWhole.value && all.length > limit;
  return {
    items: isCut ? all.slice(0, limit) : all,
    more: (everything) =>
      isCut && (
        <Button class="button more" onClick={() => (isWhole.value = true)}>
          Show all of {everything}
        </Button>
      ),
  };
}
