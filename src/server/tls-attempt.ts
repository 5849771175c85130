/** How long after a notice no other one is given, in milliseconds. */
const quietMilliseconds = 1_000;

/** The first byte of a TLS connection: a record of the type handshake (RFC 8446 section 5.1). */
const handshake = 0x16;

/**
 * Creates a function that takes the errors of bytes that are not HTTP and gives notice of those that are TLS, at most
 * once a second.
 */
export function createTlsNotice(onTls: () => void): (error: NodeJS.ErrnoException) => void {
  let last = -Infinity;
  return (error) => {
    const { rawPacket } = error as { readonly rawPacket?: Uint8Array };
    if (rawPacket?.[0] !== handshake) return;
    const now = performance.now();
    if (now - last < quietMilliseconds) return;
    last = now;
    onTls();
  };
}
