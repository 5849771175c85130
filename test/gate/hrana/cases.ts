import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../helpers/documents.ts';
import { operationOf, type Operation } from '../../helpers/operations.ts';
import { faults } from '../../helpers/schemas.ts';
import { type Case, caseOf } from '../case.ts';
import type { Faults } from '../judge.ts';
import { encode } from '../request.ts';
import type { Session } from '../session.ts';
import type { Reply } from '../target.ts';
import { anyText } from '../values.ts';
import { answered, conforming, lineFaults, resultsOf, stepFaults } from './judge.ts';
import { otherCases } from './other-cases.ts';
import { spoilt } from './spoil.ts';
import { batch, pipeline, statement } from './statements.ts';
import { database, type Tokens } from './story.ts';

/** The operations that run SQL, each with a body that keeps the protocol. */
const bodies: Readonly<Record<string, fc.Arbitrary<JsonObject>>> = {
  executePipeline: pipeline(false),
  executePipelineV3: pipeline(true),
  executeCursor: batch(true).map((made) => ({ batch: made })),
  executeStatement: statement.map((stmt) => ({ stmt })),
  executeStatementBatch: batch(false).map((made) => ({ batch: made })),
};

/** Single requests tell of errors of SQL by their status. */
const ofSql: Readonly<Record<string, readonly number[]>> = {
  executeStatement: [200, 400, 500],
  executeStatementBatch: [200, 400, 500],
};

/** Everything that the gate tries at SQL over HTTP. */
export function hranaCases(tokens: Tokens): Case[] {
  const send = sender(tokens);
  const ran = Object.entries(bodies).flatMap(([id, body]) => {
    const operation = operationOf(id, 'hrana');
    const tried = <T>(kind: string, made: fc.Arbitrary<T>, check: Case<T>['check'], weight = 1): Case =>
      caseOf(id, '', kind, made, check, { weight });
    const isUnfit = (value: Json): boolean => faults('hrana', operation.bodies[0]!.schema, value).length > 0;
    const text = body.map((made) => JSON.stringify(made));
    return [
      tried('valid', body, async (session, made) => judged(operation, made, await send(session, operation, made)), 8),
      tried(
        'read-only token',
        body,
        async (session, made) => conforming(operation, await send(session, operation, made, tokens.readOnly)),
        2,
      ),
      tried(
        'against the schema',
        spoilt(body).filter(isUnfit),
        async (session, made) => answered(operation, await send(session, operation, made), [400]),
        6,
      ),
      tried(
        'within the schema, against the protocol',
        spoilt(body).filter((made) => !isUnfit(made)),
        async (session, made) => conforming(operation, await send(session, operation, made)),
        4,
      ),
      tried('cut off', fc.tuple(text, fc.nat()), async (session, [whole, at]) => {
        const bytes = Buffer.from(whole.slice(0, at % whole.length));
        return answered(operation, await sendBytes(session, operation, bytes, tokens.full), [400]);
      }),
      tried('no JSON', anyText(1, 40).filter(isNoJson), async (session, made) =>
        answered(operation, await sendBytes(session, operation, Buffer.from(made), tokens.full), [400]),
      ),
      caseOf(
        id,
        '/body',
        'more than is read',
        fc.integer({ min: 1, max: 1_000 }),
        async (session, more) => {
          const reply = await sendBytes(session, operation, Buffer.alloc(16_777_216 + more), tokens.full);
          return reply.status === 413 ? [] : [`is ${reply.status}, not 413`];
        },
        { weight: 0.2 },
      ),
    ];
  });
  return [...ran, ...streams(send), ...otherCases(tokens)];
}

type Send = (session: Session, operation: Operation, body: Json, token?: string) => Promise<Reply>;

function sender(tokens: Tokens): Send {
  return (session, operation, body, token = tokens.full) =>
    sendBytes(session, operation, Buffer.from(JSON.stringify(body)), token);
}

function sendBytes(session: Session, operation: Operation, bytes: Uint8Array, token: string): Promise<Reply> {
  const headers = { authorization: `Bearer ${token}` };
  const body = { as: 'bytes', bytes, type: 'application/json' } as const;
  return session.send(encode(operation, { path: database, query: [], headers, body }));
}

function judged(operation: Operation, body: JsonObject, reply: Reply): Faults {
  const found = answered(operation, reply, ofSql[operation.id] ?? [200]);
  if (found.length > 0 || reply.status !== 200) return found;
  if (operation.id.startsWith('executePipeline')) return resultsOf(body, reply);
  const made = body['batch'] as JsonObject;
  if (operation.id === 'executeCursor') return lineFaults(made, reply);
  if (operation.id !== 'executeStatementBatch') return [];
  return stepFaults(made, (JSON.parse(reply.text) as { result: JsonObject }).result);
}

/** A baton opens its stream once; what nobody signed opens none. */
function streams(send: Send): Case[] {
  const operation = operationOf('executePipelineV3', 'hrana');
  const begin = { requests: [{ type: 'execute', stmt: { sql: 'BEGIN' } }] };
  return [
    caseOf(
      operation.id,
      '/body/baton',
      'used again',
      pipeline(true),
      async (session, body) => {
        const first = await send(session, operation, begin);
        const { baton } = JSON.parse(first.text) as { baton: string | null };
        if (baton === null) return ['has no baton for an open transaction'];
        const next = await send(session, operation, { ...body, baton });
        const again = await send(session, operation, { ...body, baton });
        return [...judged(operation, body, next), ...answered(operation, again, [400])];
      },
      { weight: 4, cost: 3 },
    ),
    caseOf(operation.id, '/body/baton', 'made up', anyText(1, 70), async (session, baton) =>
      answered(operation, await send(session, operation, { ...begin, baton }), [400]),
    ),
  ];
}

function isNoJson(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}
