import { Agent, request as send } from 'node:http';

/** A request that is sent over and over. */
export interface SqlRequest {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Connections that stay open. It is the server's processor time that is measured, so a plain sender will do. */
export interface Sender {
  /** Sends a number of requests. @returns the last reply @throws Error for a status other than 200 */
  send(request: SqlRequest, count: number): Promise<string>;
  /** Does something so many times, on each connection one after the other. */
  repeat(count: number, act: (index: number, ask: Ask) => Promise<void>): Promise<void>;
  close(): void;
}

/** Sends one request. @returns the reply @throws Error for a status other than 200 */
export type Ask = (request: SqlRequest) => Promise<string>;

export function createSender(connections: number): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const once = ({ url, method = 'POST', headers = {}, body }: SqlRequest): Promise<string> =>
    new Promise((resolve, reject) => {
      const sent = send(url, { method, headers, agent }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          response.statusCode === 200 ? resolve(text) : reject(new Error(`${url}: ${response.statusCode} ${text}`)),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  const repeat: Sender['repeat'] = async (count, act) => {
    let begun = 0;
    const work = async (): Promise<void> => {
      while (begun < count) await act(begun++, once);
    };
    await Promise.all(Array.from({ length: connections }, work));
  };
  return {
    repeat,
    async send(request, count) {
      let last = '';
      await repeat(count, async () => {
        last = await once(request);
      });
      return last;
    },
    close: () => agent.destroy(),
  };
}
