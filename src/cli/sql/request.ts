import { ServerError } from './errors.ts';

/** A response of the server. */
export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** Sends a POST request with a bearer token. @throws ServerError when no server answers */
export async function post(url: string, token: string, body?: object): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const { cause } = error as { cause?: { code?: string; message?: string } };
    const reason = cause?.code ?? cause?.message ?? String(error);
    const { origin } = new URL(url);
    throw new ServerError(
      `no server responds at ${origin} (${reason}); start one with mockplane, or set its URL with --url`,
      {
        cause: error,
      },
    );
  }
}

/** Reads the JSON of a response; undefined for any other text. */
export function parseReply({ text }: Reply): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The server's own words in a refusal: `{"error": …}`, `{"message": …}` or plain text. */
export function refusalText(reply: Reply): string {
  const parsed = parseReply(reply);
  if (typeof parsed === 'object' && parsed !== null) {
    if ('error' in parsed && typeof parsed.error === 'string') return parsed.error;
    if ('message' in parsed && typeof parsed.message === 'string') {
      return 'code' in parsed && typeof parsed.code === 'string' ? `${parsed.code}: ${parsed.message}` : parsed.message;
    }
  }
  const line = reply.text.trim().split('\n')[0]!.slice(0, 200);
  return line === '' ? `status ${reply.status}` : line;
}
