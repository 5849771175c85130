import type { BrowserContext, ConsoleMessage, Request, Response, WebError } from 'playwright-core';

/** The forbidden actions of the pages of a context. */
export interface Watch {
  /** Requests to other hosts. None gets through. */
  readonly outside: readonly string[];
  /** Error responses, failed requests, errors on the console and in scripts, and requests to other hosts. */
  readonly troubles: readonly string[];
  /** One more server whose pages are under test. */
  allow(origin: string): void;
  /** An address that is to be refused: neither the response nor the browser's word on it is a trouble. */
  expectRefusal(url: string): void;
}

/** Blocks all hosts but the allowed ones, and writes down what goes wrong. */
export async function watch(context: BrowserContext, origin: string): Promise<Watch> {
  const allowed = new Set([origin]);
  const refused = new Set<string>();
  const outside: string[] = [];
  const troubles: string[] = [];
  const isOutside = ({ protocol, host }: URL): boolean =>
    /^(http|ws)s?:$/.test(protocol) && ![...allowed].some((each) => new URL(each).host === host);
  const note = (url: string): void => {
    outside.push(url);
    troubles.push(`asked another host: ${url}`);
  };

  await context.route(isOutside, (route) => route.abort('blockedbyclient'));
  await context.routeWebSocket(isOutside, (socket) => {
    note(socket.url());
    return socket.close();
  });
  // Told also of those that the page's own policy has blocked before.
  context.on('request', (request: Request) => {
    if (isOutside(new URL(request.url()))) note(request.url());
  });
  context.on('response', (response: Response) => {
    if (response.status() >= 400 && !refused.has(response.url())) {
      troubles.push(`${response.status()} for ${response.url()}`);
    }
  });
  context.on('requestfailed', (request: Request) => {
    const { errorText = '' } = request.failure() ?? {};
    // A page that is left ends its requests; that is no failure.
    if (errorText !== 'net::ERR_ABORTED') troubles.push(`${errorText} for ${request.url()}`);
  });
  context.on('console', (message: ConsoleMessage) => {
    if (message.type() !== 'error' || refused.has(message.location().url)) return;
    troubles.push(`on the console of ${message.page()?.url()}: ${message.text()}`);
  });
  context.on('weberror', (error: WebError) => {
    troubles.push(`in a script of ${error.page()?.url()}: ${error.error().message}`);
  });

  return {
    outside,
    troubles,
    allow: (other) => allowed.add(other),
    expectRefusal: (url) => refused.add(url),
  };
}
