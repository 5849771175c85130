import { createMockplane } from 'mockplane';
import { afterAll, describe, expect, it } from 'vitest';

const mockplane = createMockplane();
afterAll(() => mockplane.close());

async function ask(method: string, target: string): Promise<{ status: number; detail: string }> {
  const response = await mockplane.fetch(`http://127.0.0.1/_mockplane/${target}`, { method });
  const { detail } = (await response.json()) as { detail: string };
  return { status: response.status, detail };
}

describe('an unknown query parameter of the admin API', () => {
  it.each([
    ['GET', 'exchanges?stauts=400', 'query parameter stauts is unknown; did you mean status?'],
    ['GET', 'exchanges?limits=1', 'query parameter limits is unknown; did you mean limit?'],
    ['GET', 'exchanges?operationid=x', 'query parameter operationid is unknown'],
    ['GET', 'exchanges?zzz', 'query parameter zzz is unknown'],
    ['DELETE', 'exchanges?sandbx=worker-1', 'query parameter sandbx is unknown; did you mean sandbox?'],
    ['POST', 'reset?sanbox=worker-1', 'query parameter sanbox is unknown; did you mean sandbox?'],
    ['GET', 'health?a/b~c=1', 'query parameter a/b~c is unknown'],
  ])('of %s %s is refused with 400', async (method, target, detail) => {
    const answer = await ask(method, target);
    expect(answer.status).toBe(400);
    expect(answer.detail).toContain(detail);
  });
});
