/**
 * The server that keeps the rows cannot be used now, or has lost them. The message says why and what to do; nothing is
 * wrong with the request.
 */
export class EngineUnavailable extends Error {
  override readonly name = 'EngineUnavailable';
}
