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
  close(): void;
}

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
  return {
    async send(request, count) {
      let left = count;
      let last = '';
      const one = async (): Promise<void> => {
        while (left-- > 0) last = await once(request);
      };
      await Promise.all(Array.from({ length: connections }, one));
      return last;
    },
    close: () => agent.destroy(),
  };
}
