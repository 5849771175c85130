import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Button } from './button.tsx';

interface CopyButtonProps {
  readonly label: string;
  /** Names the text where the page shows it. */
  readonly textLabel: string;
  /** Makes the text. @throws Error with a text for the reader */
  readonly text: () => Promise<string>;
  readonly onError?: (error: unknown) => void;
}

/** Copies a text. When the page may not use the clipboard, it shows and selects the text. */
export function CopyButton({ label, textLabel, text, onError }: CopyButtonProps) {
  const state = useSignal<'idle' | 'copied' | 'shown'>('idle');
  const made = useSignal('');
  const shown = useRef<HTMLPreElement>(null);

  const copy = async (): Promise<void> => {
    try {
      made.value = await text();
    } catch (error) {
      onError?.(error);
      return;
    }
    try {
      await navigator.clipboard.writeText(made.value);
      state.value = 'copied';
      setTimeout(() => (state.value = 'idle'), 2_000);
    } catch {
      state.value = 'shown';
      setTimeout(() => shown.current && getSelection()?.selectAllChildren(shown.current));
    }
  };

  return (
    <>
      <Button onClick={() => void copy()}>
        <span aria-live="polite">{state.value === 'copied' ? 'Copied' : label}</span>
      </Button>
      {state.value === 'shown' && (
        <pre class="command" tabIndex={0} ref={shown} role="group" aria-label={textLabel}>
          {made}
        </pre>
      )}
    </>
  );
}
