import { type Chooser, fresh, type Hand, issue, type Move, own } from './hand.ts';
import { digest } from './server.ts';
import { smallLambda } from './small-lambda.ts';

/** How many of each a writer has at most. */
const most = { files: 3, lambdas: 6 } as const;

function createLambda(hand: Hand): Move | undefined {
  if (own(hand, 'lambda ').length >= most.lambdas) return undefined;
  const name = fresh(hand);
  const key = `lambda ${name}`;
  return {
    method: 'POST',
    path: '/backend/create_lambda_instance',
    body: smallLambda(name, name),
    status: 202,
    changes: new Map([[key, (actual) => actual.endsWith(' up')]]),
    learn: ({ uuid }) => new Map([[key, `${issue(hand, uuid)} up`]]),
  };
}

async function moveLambda(hand: Hand): Promise<Move | undefined> {
  const name = hand.random.one(own(hand, 'lambda '));
  const [uuid] = String(hand.ledger.get(`lambda ${name}`)).split(' ');
  if (name === undefined || uuid === undefined) return undefined;
  const { data } = (await hand.caller.send('GET', `/backend/lambda-instances/${uuid}/status`)).body;
  const actions: Record<string, [string, string][]> = {
    STARTED: [
      ['stop', 'down'],
      ['destroy', 'gone'],
    ],
    STOPPED: [
      ['start', 'up'],
      ['destroy', 'gone'],
    ],
  };
  const [action, end] = hand.random.one(actions[data.status] ?? []) ?? [];
  if (action === undefined) return undefined;
  const path = `/backend/lambda-instances/${uuid}/${action}`;
  return { method: 'POST', path, status: 202, changes: new Map([[`lambda ${name}`, `${uuid} ${end}`]]) };
}

function uploadFile(hand: Hand): Move | undefined {
  if (own(hand, 'file ').length >= most.files) return undefined;
  const name = fresh(hand);
  const content = hand.random.bytes(10 + hand.random.below(40_000));
  const description = fresh(hand);
  const body = new FormData();
  body.append('description', description);
  body.append('file', new File([content], name));
  const changes = new Map([[`file ${name}`, `${description} ${digest(content)}`]]);
  return { method: 'PUT', path: '/backend/user_files', body, status: 201, changes };
}

async function deleteFile(hand: Hand): Promise<Move | undefined> {
  const name = hand.random.one(own(hand, 'file '));
  if (name === undefined) return undefined;
  const files = (await hand.caller.send('GET', '/backend/user_files')).body;
  const { id } = files.find((each: { name: string }) => each.name === name) ?? {};
  if (id === undefined) {
    hand.wrong.push(`file ${name} is not listed`);
    return undefined;
  }
  const body = new FormData();
  body.append('id', String(id));
  const changes = new Map([[`file ${name}`, undefined]]);
  return { method: 'DELETE', path: '/backend/user_files', body, status: 200, changes };
}

/** The moves of a writer with lambda instances and files. */
export const lambdaMoves: readonly Chooser[] = [createLambda, moveLambda, moveLambda, uploadFile, deleteFile];
