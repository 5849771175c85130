import type { Duplex } from 'node:stream';
import { problemMediaType } from '../contract/problem-details.ts';

const refusals: Readonly<Record<string, readonly [status: number, title: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
};

/** Answers what is not HTTP at all, before there is a request, and closes the connection. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, title] = refusals[error.code ?? ''] ?? [400, 'Bad Request'];
  const body = JSON.stringify({
    type: 'about:blank',
    title,
    status,
    detail: 'The request is not readable as HTTP/1.1.',
  });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\ncontent-type: ${problemMediaType}\r\nx-content-type-options: nosniff\r\ncontent-length: ${Buffer.byteLength(body)}` +
      `\r\nconnection: close\r\n\r\n${body}`,
  );
}
