import type { Connection } from '../model/connection.ts';

/** The page while there is no server to show. */
export function Unavailable({ connection: { phase, reason } }: { connection: Connection }) {
  if (phase.value === 'connecting') return <p class="blank">Connecting to the server…</p>;
  if (phase.value === 'lost') {
    return (
      <div class="blank">
        <h2>Cannot reach the server</h2>
        <p>This page tries again every two seconds.</p>
      </div>
    );
  }
  if (reason.value?.problem) {
    return (
      <div class="blank">
        <h2>{reason.value.status === 404 ? 'This sandbox does not exist' : 'The server refuses this page'}</h2>
        <p>{reason.value.problem.detail}</p>
      </div>
    );
  }
  return (
    <div class="blank">
      <h2>This page is not served by Mockplane</h2>
      <p>The inspector needs the server that it comes from. Start a server:</p>
      <pre tabIndex={0}>
        <code>npx mockplane</code>
      </pre>
      <p>
        Then open <a href="http://127.0.0.1:4010/_mockplane/">http://127.0.0.1:4010/_mockplane/</a>.
      </p>
    </div>
  );
}
