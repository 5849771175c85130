import type { OracleCase, OracleStep } from './case.ts';
import { type Observed, tidy } from './compare.ts';

/** A database that answers, and the tokens that a case may take. */
export interface Target {
  readonly fetch: typeof fetch;
  /** With the path of the database, without a slash at the end. */
  readonly url: string;
  /** `rw`, `read-only`, `expired`, `other`. */
  readonly tokens: Readonly<Record<string, string>>;
}

/** Plays a case on an empty database. @returns what the server did at each step */
export async function replay(target: Target, { setup, steps }: OracleCase): Promise<Observed[]> {
  if (setup !== undefined) await mustRun(target, setup);
  const streams = new Map<string, string | null>();
  const observed: Observed[] = [];
  for (const step of steps) observed.push(step.ws ? await converse(target, step) : await ask(target, step, streams));
  return observed;
}

async function mustRun(target: Target, sql: string): Promise<void> {
  const response = await target.fetch(`${target.url}/v2/pipeline`, {
    method: 'POST',
    headers: { authorization: `Bearer ${target.tokens['rw']}` },
    body: JSON.stringify({ requests: [{ type: 'sequence', sql }, { type: 'close' }] }),
  });
  if (response.status !== 200) throw new Error(`The case cannot be set up: ${await response.text()}`);
  const { results } = (await response.json()) as { results: { type: string; error?: unknown }[] };
  if (results[0]!.type !== 'ok') throw new Error(`The case cannot be set up: ${JSON.stringify(results[0])}`);
}

async function ask(
  { fetch, url, tokens }: Target,
  step: OracleStep,
  streams: Map<string, string | null>,
): Promise<Observed> {
  const { method = 'POST', path, body, raw, rawBase64, stream, reveal = [] } = step;
  const credential = authorization(step.token ?? 'rw', tokens);
  const sent = stream === undefined ? body : { baton: streams.get(stream) ?? null, ...body };
  const content = rawBase64 === undefined ? (raw ?? (sent && JSON.stringify(sent))) : Buffer.from(rawBase64, 'base64');
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...step.headers,
      ...(credential !== null && { authorization: credential }),
    },
    ...(content !== undefined && { body: content }),
  });
  const text = await response.text();
  const found = response.status === 200 && path.endsWith('/cursor') ? linesOf(text) : parse(text);
  const first = (Array.isArray(found) ? found[0] : found) as { baton?: unknown } | undefined;
  const baton = typeof first?.baton === 'string' ? first.baton : null;
  if (stream !== undefined && !step.keepBaton && response.status === 200) streams.set(stream, baton);
  return {
    status: response.status,
    type: (response.headers.get('content-type') ?? '').split(';')[0]!.trim(),
    ...(reveal.length > 0 && { headers: Object.fromEntries(reveal.map((name) => [name, response.headers.get(name)])) }),
    body: tidy(found),
    baton: baton === null ? 'closed' : 'open',
  };
}

/** One message after the other's reply, until the last or until the server ends the connection. */
function converse({ url, tokens }: Target, { ws }: OracleStep): Promise<Observed> {
  const { protocols, messages } = ws!;
  return new Promise((resolve) => {
    const replies: unknown[] = [];
    const rest = [...messages];
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/`, protocols);
    const finish = (closed: string | null): void => {
      resolve({ protocol: socket.protocol, body: replies.map(tidy), closed });
      socket.close();
    };
    const next = (): void => {
      const message = rest.shift();
      if (!message) finish(null);
      else if (message.raw !== undefined) socket.send(message.raw);
      else if (message.type === 'hello') {
        const jwt = authorization(message.token ?? 'rw', tokens)?.replace(/^\w+ /, '');
        socket.send(JSON.stringify({ type: 'hello', jwt }));
      } else socket.send(JSON.stringify(message));
    };
    socket.addEventListener('open', next);
    socket.addEventListener('message', ({ data }) => {
      replies.push(parse(String(data)));
      next();
    });
    socket.addEventListener('close', () => finish('by the server'));
  });
}

function linesOf(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map(parse);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The header of a kind of token; null for none. */
function authorization(kind: string, tokens: Readonly<Record<string, string>>): string | null {
  const rw = tokens['rw']!;
  const [head, claims, signature] = rw.split('.') as [string, string, string];
  switch (kind) {
    case 'none':
      return null;
    case 'garbage':
      return 'Bearer abc';
    case 'no-scheme':
      return rw;
    case 'basic':
      return `Basic ${Buffer.from('a:b').toString('base64')}`;
    case 'lower-case':
      return `bearer ${rw}`;
    case 'tampered': {
      const bytes = Buffer.from(signature, 'base64url');
      bytes[5]! ^= 1;
      return `Bearer ${head}.${claims}.${bytes.toString('base64url')}`;
    }
    case 'alg-none':
      return `Bearer ${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${claims}.`;
    case 'claims-changed': {
      const changed = { ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object), iat: 1 };
      return `Bearer ${head}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}.${signature}`;
    }
    default:
      return `Bearer ${tokens[kind]}`;
  }
}
