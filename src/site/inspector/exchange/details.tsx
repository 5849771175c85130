import { describeFaults } from '../../../contract/fault-trace.ts';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatLatency } from '../model/format.ts';
import type { Inspector } from '../model/inspector.ts';
import { statusClass, statusText } from '../requests/row.tsx';
import type { ExchangeDetails, Violation } from '../model/schemas.ts';
import { ChangesView } from './changes-view.tsx';
import { CopyCurl } from './copy-curl.tsx';
import { MessageView } from './message-view.tsx';
import { findOperation, type Operation, referenceLink } from '../model/operations.ts';
import { stepTimes } from '../model/step-times.ts';
import { Resend } from './resend.tsx';
import { SqlView } from './sql-view.tsx';
import { Trail } from './trail.tsx';

/** The details of an exchange: first the outcome, then the reasons, then the messages. */
export function Details({ exchange, inspector }: { exchange: ExchangeDetails; inspector: Inspector }) {
  const { method, target, status, answeredBy, at, durationMilliseconds, refusal, notes, violations } = exchange;
  const { faults = [] } = exchange;
  const operation = useOperation(exchange, inspector);
  return (
    <div class="details">
      <p class="line">
        <span class="verb">{method}</span> <span class="target">{target}</span>
      </p>
      <p class="outcome">
        <span class="code" data-status={statusClass(status)}>
          {statusText(status)}
        </span>{' '}
        {answeredBy === 'refused' ? answeredBy : `by ${answeredBy}`} in {formatLatency(durationMilliseconds)},{' '}
        <time dateTime={at}>{new Date(at).toLocaleString('en-GB')}</time>
      </p>
      {refusal !== undefined && <p class="refusal">{refusal}</p>}
      {describeFaults(faults).map((text) => (
        <p class="fault" key={text}>
          {text}
        </p>
      ))}
      <div class="actions">
        {operation && (
          <a class="button" href={referenceLink(operation)}>
            {operation.id} in the reference
          </a>
        )}
        <CopyCurl exchange={exchange} />
        <Resend exchange={exchange} inspector={inspector} />
      </div>
      {violations.length > 0 && <Violations violations={violations} operation={operation} />}
      <h3>Decision</h3>
      <Trail trail={exchange.trail} times={stepTimes(exchange.response.headers)} />
      {notes.length > 0 && (
        <>
          <h3>Tolerated</h3>
          <ul class="notes">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
      {exchange.changes && <ChangesView changes={exchange.changes} />}
      {exchange.sql && <SqlView sql={exchange.sql} />}
      <MessageView title="Request" message={exchange.request} />
      <MessageView title="Response" message={exchange.response} isMissing={status === 0} />
    </div>
  );
}

function Violations({ violations, operation }: { violations: readonly Violation[]; operation: Operation | undefined }) {
  return (
    <>
      <h3>Violations of the contract</h3>
      <ul class="violations">
        {violations.map(({ pointer, message }) => (
          <li key={`${pointer} ${message}`}>
            <code>{pointer}</code> {message}
            {operation && (
              <>
                {' · '}
                <a href={referenceLink(operation)}>{operation.id}</a>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Finds the operation in the list; undefined until the list is loaded, and for operations of the admin API. */
function useOperation({ api, operation }: ExchangeDetails, inspector: Inspector): Operation | undefined {
  const found = useSignal<Operation | undefined>(undefined);
  useEffect(() => {
    if (operation === undefined) return;
    inspector.operations().then(
      (all) => (found.value = findOperation(all, api, operation)),
      () => undefined,
    );
  }, [api, operation]);
  return found.value;
}
