import { makeRequest } from '../../src/documents/generate/request.ts';
import { openDocuments } from '../../src/documents/documents.ts';
import { createMockplane, type Mockplane } from '../../src/mockplane/create.ts';

/** A reply that a valid request should not get, or a failure. */
export interface ProbeFailure {
  readonly operation: string;
  readonly request: string;
  readonly status: number;
  readonly body: string;
}

/** The outcome of requests to every operation of a document. */
export interface ProbeReport {
  readonly operations: number;
  readonly requests: number;
  /** Operations that a valid request reached with a documented answer. */
  readonly answered: number;
  readonly failures: readonly ProbeFailure[];
}

/** Sends valid and broken requests to every operation of a document, in process. */
export async function probeDocument(file: string, rounds = 2): Promise<ProbeReport> {
  const [loaded] = openDocuments([file], { isLenient: true }).current();
  const mockplane = createMockplane({ documents: [file], lenient: true });
  const { contract } = loaded!;
  const failures: ProbeFailure[] = [];
  let requests = 0;
  let answered = 0;
  for (const operation of contract.operations) {
    let isAnswered = true;
    for (let round = 0; round < rounds; round++) {
      const options = { token: 'token', seed: `${round}`, isDynamic: round > 0 };
      for (const isBare of [false, true]) {
        const made = makeRequest(contract, operation, { ...options, isBare });
        const prefer: Record<string, string> = round > 0 ? { prefer: 'dynamic=true' } : {};
        const reply = await send(mockplane, { ...made, headers: { ...made.headers, ...prefer } });
        requests += 1;
        const isFailure = reply.answer === 'refused';
        if (!isFailure) continue;
        isAnswered = false;
        failures.push({
          operation: operation.id,
          request: `${made.method} ${made.target} ${made.body?.slice(0, 300) ?? ''}`,
          ...reply,
        });
      }
    }
    if (isAnswered) answered += 1;
    const made = makeRequest(contract, operation, { token: 'token', seed: 'broken' });
    const broken = [
      { ...made, headers: {} },
      { ...made, target: made.target.split('?')[0]! },
      { ...made, body: made.body === undefined ? undefined : '{' },
      { ...made, body: made.body === undefined ? undefined : 'null' },
      { ...made, target: made.target.replaceAll(/=[^&]*/g, '=%00') },
    ];
    for (const request of broken) {
      const reply = await send(mockplane, request);
      requests += 1;
      if (reply.status >= 500 && reply.answer === 'refused') {
        failures.push({ operation: operation.id, request: `broken ${request.method} ${request.target}`, ...reply });
      }
    }
  }
  mockplane.close();
  return { operations: contract.operations.length, requests, answered, failures };
}

interface Sent {
  readonly method: string;
  readonly target: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

async function send({ fetch }: Mockplane, { method, target, headers, body }: Sent) {
  const hasBody = method !== 'GET' && method !== 'HEAD' && body !== undefined;
  try {
    const reply = await fetch(`http://127.0.0.1${target}`, { method, headers, ...(hasBody && { body }) });
    const text = await reply.text();
    return { status: reply.status, answer: reply.headers.get('mockplane-answer') ?? '', body: text.slice(0, 400) };
  } catch (error) {
    return { status: 0, answer: 'refused', body: (error as Error).message };
  }
}
