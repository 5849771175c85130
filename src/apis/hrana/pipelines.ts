import type { operations } from '../../contract/generated/hrana.ts';
import { Problem } from '../../contract/problem.ts';
import type { Handler, Input } from '../../sandbox/handler.ts';
import type { HranaContext } from './context.ts';
import { messages } from './messages.ts';
import { createMeter } from './meter.ts';
import { carryOut } from './requests.ts';
import type { PipelineRequest, PipelineResponse, StreamResult, Version } from './wire.ts';
import { shared } from './work.ts';
import { createWrittenResults } from './written-results.ts';

/** Runs a pipeline by version 2. */
export const executePipeline: Handler<operations['executePipeline'], HranaContext> = (input, context) =>
  runPipeline(input, context, 2);

/** Runs a pipeline by version 3, which knows more requests. */
export const executePipelineV3: Handler<operations['executePipelineV3'], HranaContext> = (input, context) =>
  runPipeline(input, context, 3);

type PipelineInput = Pick<Input<operations['executePipeline']>, 'path' | 'body' | 'principal' | 'signal'>;

/**
 * Carries out the requests of a pipeline in their order.
 *
 * @throws Problem for what fails the pipeline as a whole: the stream is closed, what ran before stays done
 */
async function runPipeline(
  { path, body, principal, signal }: PipelineInput,
  context: HranaContext,
  version: Version,
): Promise<{ status: 200; body: PipelineResponse; written: string | Uint8Array | undefined }> {
  const { database, access } = context.grant(path, principal);
  await context.ready(database.content.id);
  requireCloseLast(body);
  const held = context.streams.acquire(body.baton, database, access);
  const meter = createMeter();
  const written = createWrittenResults();
  const work = { stream: held.stream, database, meter, signal: shared(signal), written };
  try {
    const results: StreamResult[] = [];
    const isClosed = body.requests.at(-1)?.type === 'close';
    // The program before a `close` takes it along.
    const last = isClosed ? body.requests.length - 2 : -1;
    for (const request of body.requests) {
      const isLast = results.length === last;
      results.push(await carryOut(isLast ? { ...work, isLast } : work, request, version));
    }
    if (isClosed) held.drop();
    const response: PipelineResponse = { baton: isClosed ? null : held.release(), base_url: null, results };
    return { status: 200, body: response, written: written.write(response) };
  } catch (error) {
    held.drop();
    throw error;
  } finally {
    context.report(database, meter);
  }
}

/** Nothing follows a `close`. Nothing is run of a pipeline that breaks this. */
function requireCloseLast({ requests }: PipelineRequest): void {
  const close = requests.findIndex(({ type }) => type === 'close');
  if (close >= 0 && close < requests.length - 1) throw new Problem(400, messages.closedStream);
}
