import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Button } from '../parts/button.tsx';
import { fetchServerToken } from '../model/server-token.ts';
import type { ExchangeDetails } from '../model/schemas.ts';
import { toCurl } from './curl.ts';

/**
 * Copies a command that repeats the request. When the page may not use the clipboard, it shows and selects the command.
 */
export function CopyCurl({ exchange }: { exchange: ExchangeDetails }) {
  const state = useSignal<'idle' | 'copied' | 'shown'>('idle');
  const command = useSignal('');
  const text = useRef<HTMLPreElement>(null);

  const copy = async (): Promise<void> => {
    command.value = toCurl(exchange, { origin: location.origin, token: await fetchServerToken() });
    try {
      await navigator.clipboard.writeText(command.value);
      state.value = 'copied';
      setTimeout(() => (state.value = 'idle'), 2_000);
    } catch {
      state.value = 'shown';
      setTimeout(() => text.current && getSelection()?.selectAllChildren(text.current));
    }
  };

  return (
    <>
      <Button onClick={() => void copy()}>
        <span aria-live="polite">{state.value === 'copied' ? 'Copied' : 'Copy as curl'}</span>
      </Button>
      {state.value === 'shown' && (
        <pre class="command" tabIndex={0} ref={text} role="group" aria-label="The command">
          {command}
        </pre>
      )}
    </>
  );
}
