const shown = 200;

/**
 * A reply that no contract documents: a page of a proxy, a body that is not JSON, or a problem of Mockplane itself. Is
 * the base URL right?
 */
export class UnexpectedResponseError extends Error {
  override readonly name = 'UnexpectedResponseError';
  readonly request: Request;
  readonly response: Response;
  /** The reply's body. */
  readonly body: string;

  constructor(request: Request, response: Response, body: string) {
    const type = response.headers.get('content-type') ?? 'no content type';
    const excerpt = body.length > shown ? `${body.slice(0, shown)}…` : body;
    super(`${request.method} ${request.url} was answered ${response.status} with ${type}: ${excerpt || '(empty)'}`);
    this.request = request;
    this.response = response;
    this.body = body;
  }
}
