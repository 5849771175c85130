import { useSignal } from '@preact/signals';
import { canSend } from './can-send.ts';
import type { Inspector } from '../model/inspector.ts';
import { draftOf, type RequestDraft, sendDraft } from '../model/resend.ts';
import type { ExchangeDetails } from '../model/schemas.ts';
import { hidesDatabase, tokenFor } from '../model/request-token.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/field.tsx';

/** Sends the request once more, as it was or edited. The new request is in the list like any other. */
export function Resend({ exchange, inspector }: { exchange: ExchangeDetails; inspector: Inspector }) {
  const draft = useSignal<RequestDraft | undefined>(undefined);
  const reason = canSend(exchange);
  const start = async (): Promise<void> => {
    draft.value = draftOf(exchange, await tokenFor(exchange));
  };
  if (!draft.value) {
    return (
      <Button disabled={reason !== undefined} title={reason} onClick={() => void start()}>
        Edit and resend…
      </Button>
    );
  }
  const { method, target, headers, body } = draft.value;
  const set = (part: Partial<RequestDraft>): void => {
    draft.value = { ...draft.value!, ...part };
  };
  const send = (event: Event): void => {
    event.preventDefault();
    const sent = draft.value!;
    void inspector.perform(async () => {
      const status = await sendDraft(sent, new URL('..', location.href).href);
      return `${sent.method} ${sent.target} returned ${status}. It is the newest request in the list.`;
    });
  };
  return (
    <form class="resend" aria-label="Send a request" onSubmit={send}>
      <div class="resend-line">
        <input
          aria-label="Method"
          size={7}
          value={method}
          onInput={({ currentTarget }) => set({ method: currentTarget.value.trim() })}
        />
        <input
          aria-label="Target"
          value={target}
          onInput={({ currentTarget }) => set({ target: currentTarget.value.trim() })}
        />
      </div>
      <TextField
        label="Headers"
        rows={3}
        placeholder="content-type: application/json"
        value={headers}
        onInput={(text) => set({ headers: text })}
      />
      <TextField label="Body" rows={5} placeholder="" value={body} onInput={(text) => set({ body: text })} />
      {exchange.status === 401 && <p class="facts">The credential was refused. The form has a valid token instead.</p>}
      {hidesDatabase(exchange) && (
        <p class="facts">
          The host or the token of this request named the database, and a page can send neither. Name it in the path:
          /_db/my-org/my-db/v2/pipeline.
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="button primary">
          Send
        </button>
        <Button onClick={() => (draft.value = undefined)}>Cancel</Button>
      </div>
    </form>
  );
}
