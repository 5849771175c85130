import type { Connection } from '../model/connection.ts';

/** The page while there is no server to show. */
export function Unavailable({ connection: { phase, reason } }: { connection: Connection }) {
  if (phase.value === 'connecting') return <p class="blank">Looking for the server…</p>;
  if (phase.value === 'lost') {
    return (
      <div class="blank">
        <h2>The server cannot be reached</h2>
        <p>It is looked for again every two seconds; this page goes on by itself.</p>
      </div>
    );
  }
  if (reason.value?.problem) {
    return (
      <div class="blank">
        <h2>The server refuses this page</h2>
        <p>{reason.value.problem.detail}</p>
      </div>
    );
  }
  return (
    <div class="blank">
      <h2>This page is not served by Mockplane</h2>
      <p>The inspector shows the Mockplane that serves it, and here there is none. Start one:</p>
      <pre tabIndex={0}>
        <code>npx mockplane</code>
      </pre>
      <p>
        Then open <a href="http://127.0.0.1:4010/_mockplane/">http://127.0.0.1:4010/_mockplane/</a>.
      </p>
    </div>
  );
}
