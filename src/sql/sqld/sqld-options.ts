/** Where a libSQL server is. It must run with namespaces and with its admin API. */
export interface SqldOptions {
  /** The base URL of its SQL over HTTP, such as `http://127.0.0.1:8080`. */
  readonly url: string;
  /** The base URL of its admin API, such as `http://127.0.0.1:8081`. */
  readonly adminUrl: string;
  /** The key of its admin API; undefined if it asks for none. */
  readonly adminKey?: string | undefined;
}
