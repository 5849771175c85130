import { isDeepStrictEqual } from 'node:util';
import { token } from '../helpers/requests.ts';
import type { Wire } from './request.ts';
import type { Reply, Target } from './target.ts';

/** A server under test that can be put back to how it began, and what was asked of it. */
export interface Session {
  readonly target: Target;
  send(wire: Wire): Promise<Reply>;
  /** Puts the server back, unless nothing has changed it, and forgets what was sent. */
  begin(): Promise<void>;
  /** Whether the state is still that of the beginning. */
  isUnchanged(): Promise<boolean>;
  /** The requests since the beginning. */
  sent(): readonly Wire[];
  /** How the last of them was answered; undefined when nothing was sent. */
  lastStatus(): number | undefined;
  /** How many requests were sent, without those that put the server back or look at its state. */
  count(): number;
}

const bearer = { authorization: `Bearer ${token}` };
const jsonType = { 'content-type': 'application/json' };

interface DatabaseState {
  readonly id: string;
  initialSql?: string;
  contentBase64?: string;
}

/** Whether databases were only opened: the first statement turns their initial SQL into a file with the same rows. */
function isOnlyOpened(beginning: string, now: string): boolean {
  const [before, after] = [beginning, now].map((text) => JSON.parse(text) as { databases: DatabaseState[] });
  for (const database of after!.databases) {
    const was = before!.databases.find(({ id }) => id === database.id);
    if (was?.initialSql === undefined || database.contentBase64 === undefined) continue;
    delete was.initialSql;
    delete database.contentBase64;
  }
  return isDeepStrictEqual(before, after);
}

/** Makes what the story lacks, after each reset. */
export type Prepare = (send: Target['send']) => Promise<void>;

export async function openSession(target: Target, prepare?: Prepare): Promise<Session> {
  let count = 0;
  let isDirty = true;
  let sent: Wire[] = [];
  let lastStatus: number | undefined;
  let beginning = '';

  const own = async (method: string, path: string, body?: object): Promise<string> => {
    const wire = { method, target: `/_mockplane${path}`, headers: body ? jsonType : {} };
    const reply = await target.send(body ? { ...wire, body: Buffer.from(JSON.stringify(body)) } : wire);
    if (reply.status !== 200) throw new Error(`${method} ${path} was answered ${reply.status}: ${reply.text}`);
    return reply.text;
  };
  /** Without the time at which it was taken. */
  const state = async (): Promise<string> => (await own('GET', '/snapshot')).replace(/"savedAt":"[^"]*",/, '');
  const begin = async (): Promise<void> => {
    sent = [];
    lastStatus = undefined;
    if (!isDirty) return;
    await own('POST', '/reset');
    await own('PATCH', '/clock', { running: false });
    await own('PUT', '/transitions', { mode: 'immediate' });
    await prepare?.((wire) => target.send(wire));
    beginning = await state();
    isDirty = false;
  };
  await begin();
  const { status } = await target.send({ method: 'GET', target: '/v1/organizations', headers: bearer });
  if (status !== 200) throw new Error(`The server does not take the token ${token}.`);
  return {
    target,
    async send(wire) {
      count++;
      sent.push(wire);
      const reply = await target.send(wire);
      lastStatus = reply.status;
      const isRead = wire.method === 'GET' || wire.method === 'HEAD';
      // A refused request must not change anything; a read of the state checks that.
      if (!isRead && reply.status < 400) isDirty = true;
      return reply;
    },
    begin,
    async isUnchanged() {
      const now = await state();
      const same = now === beginning || isOnlyOpened(beginning, now);
      if (!same) isDirty = true;
      return same;
    },
    sent: () => sent,
    lastStatus: () => lastStatus,
    count: () => count,
  };
}
