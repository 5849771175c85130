const excerptLength = 200;

/**
 * A response that no contract documents: a proxy's page, a body that is not JSON, or a problem of Mockplane itself. A
 * wrong base URL is a common cause.
 */
export class UnexpectedResponseError extends Error {
  override readonly name = 'UnexpectedResponseError';
  readonly request: Request;
  readonly response: Response;
  /** The body of the response. */
  readonly body: string;

  constructor(request: Request, response: Response, body: string) {
    const type = response.headers.get('content-type') ?? 'no content type';
    const excerpt = body.length > excerptLength ? `${body.slice(0, excerptLength)}…` : body;
    super(`${request.method} ${request.url} was answered ${response.status} with ${type}: ${excerpt || '(empty)'}`);
    this.request = request;
    this.response = response;
    this.body = body;
  }
}
