import type { Connection, Phase } from '../model/connection.ts';

const words: Record<Phase, string> = {
  connecting: 'Connecting…',
  live: 'Live',
  lost: 'Disconnected',
  refused: 'Not available',
};

/** The header's status of the connection, with the server's version and mode. */
export function ServerStatus({ connection: { phase, health } }: { connection: Connection }) {
  return (
    <p class="server" data-phase={phase.value} role="status">
      <span class="phase">{words[phase.value]}</span>
      {health.value && (
        <span class="version">
          {health.value.version} · {health.value.mode}
          {health.value.data === 'directory' && ', kept in a directory'}
        </span>
      )}
    </p>
  );
}
