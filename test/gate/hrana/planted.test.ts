import { createMockplane } from 'mockplane';
import { describe, expect, it } from 'vitest';
import { changed, type Fault, faulty, inReplyOf, inSuccessOf, replaced } from '../../conformance/targets.ts';
import { runGate } from '../gate.ts';
import { serverOptions } from '../options.ts';
import { inProcess } from '../target.ts';
import { hranaCases } from './cases.ts';
import { prepareTokens, type Tokens } from './story.ts';

/** Answers a request that the server refuses as if it had not. */
const acceptsAll = (operation: string, text: string): Fault =>
  inReplyOf(operation, (reply) => (reply.ok ? reply : changed(reply, { status: 200, text, type: 'application/json' })));

const empty = '{"baton":null,"base_url":null,"results":[]}';

const defects: readonly (readonly [defect: string, only: string, fault: Fault, found: RegExp])[] = [
  [
    'an operation fails',
    'executePipeline valid',
    inReplyOf('executePipeline', (reply) => changed(reply, { status: 500 })),
    /is 500, not 200/,
  ],
  [
    'a result is left out',
    'executePipelineV3 valid',
    inSuccessOf('executePipelineV3', async (reply) => {
      const body = JSON.parse(await reply.text()) as { results: unknown[] };
      return changed(reply, { text: JSON.stringify({ ...body, results: body.results.slice(1) }) });
    }),
    /results for/,
  ],
  [
    'a result lacks a required property',
    'executePipeline valid',
    inSuccessOf('executePipeline', async (reply) =>
      changed(reply, { text: (await reply.text()).replaceAll('"affected_row_count"', '"affected_rows"') }),
    ),
    /must have required property 'affected_row_count'/,
  ],
  [
    'a closed stream has a baton',
    'executePipelineV3 valid',
    inSuccessOf('executePipelineV3', async (reply) =>
      changed(reply, { text: (await reply.text()).replace('"baton":null', '"baton":"abc"') }),
    ),
    /a baton for a closed stream/,
  ],
  [
    'a broken body is accepted',
    'executePipeline against the schema',
    acceptsAll('executePipeline', empty),
    /is 200, not 400/,
  ],
  [
    'a body that is no JSON is accepted',
    'executePipelineV3 no JSON',
    acceptsAll('executePipelineV3', empty),
    /not 400/,
  ],
  ['a baton is good twice', 'executePipelineV3 /body/baton used', acceptsAll('executePipelineV3', empty), /not 400/],
  [
    'a refusal has another type',
    'executePipeline cut off',
    inReplyOf('executePipeline', (reply) => (reply.ok ? reply : changed(reply, { type: 'text/html' }))),
    /has the type text\/html/,
  ],
  [
    'a line of a cursor has no type',
    'executeCursor valid',
    inSuccessOf('executeCursor', (reply) =>
      replaced(reply, '"type":"replication_index"', '"kind":"replication_index"'),
    ),
    /has lines in which/,
  ],
  [
    'a batch lacks an entry',
    'executeStatementBatch valid',
    inSuccessOf('executeStatementBatch', async (reply) => {
      const body = JSON.parse(await reply.text()) as { result: { step_errors: unknown[] } };
      body.result.step_errors = [...body.result.step_errors, null];
      return changed(reply, { text: JSON.stringify(body) });
    }),
    /step_errors for/,
  ],
  ['no token is needed', 'dumpDatabase no token', acceptsAll('dumpDatabase', ''), /is 200, not 401/],
  ['a forged token is accepted', 'getDatabaseInfo token that is none', acceptsAll('getDatabaseInfo', '{}'), /not 401/],
  [
    'a token opens another database',
    'executePipeline token of another',
    acceptsAll('executePipeline', empty),
    /is 200, not 401/,
  ],
  [
    'an unknown path is served',
    '/_db unknown path',
    async (request, next) => {
      const reply = await next(request);
      return reply.status === 404 ? changed(reply, { status: 200 }) : reply;
    },
    /is 200, not 404/,
  ],
];

describe('the gate of SQL finds that', () => {
  it.each(defects)('%s', { timeout: 60_000 }, async (_defect, only, fault, found) => {
    using mockplane = createMockplane(serverOptions);
    const tokens: Tokens = { full: '', readOnly: '', other: '' };
    const server = inProcess(mockplane.fetch);
    const { violations } = await runGate({
      target: inProcess(faulty(fault, mockplane.fetch)),
      seed: 1,
      requests: 30,
      only,
      prepare: () => prepareTokens(tokens)((wire) => server.send(wire)),
      makeCases: () => hranaCases(tokens),
    });
    expect(violations.map(({ faults }) => faults.join('; ')).join('\n')).toMatch(found);
  });
});
