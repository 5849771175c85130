/** A statement that the database refuses. The message begins with the code of the error, if it has one. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
}

/** A server that cannot be used: not reachable, or it gives no token for the database. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
}
