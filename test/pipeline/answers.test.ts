import { createMockplane } from 'mockplane';
import { describe, expect, it } from 'vitest';
import { defaultReply, operationOf, serviceOperations } from '../helpers/operations.ts';
import { bodyIn, errorFaults, requestOf, sender } from '../helpers/requests.ts';
import { faults } from '../helpers/schemas.ts';

const ask = sender(createMockplane({ stateless: true }).fetch);
const repetitions = 3;

describe.each([...serviceOperations])('$id', (operation) => {
  const { api, id, replies, otherReplies } = operation;
  const all = [...replies, ...otherReplies];
  const valid = requestOf(operation);
  const success = defaultReply(operation);

  it('answers with the first example of its success', async () => {
    const response = await ask(valid);
    await expectAnswer(response, success.reply.status, success.example?.value);
    expect(response.headers.get('mockplane-operation')).toBe(id);
    expect(response.headers.get('mockplane-answer')).toBe(
      success.example ? `example ${success.example.name}` : 'example',
    );
    expect(response.headers.has('preference-applied')).toBe(false);
  });

  it.each(all)('answers $status when it is preferred, with its first example', async ({ status, content }) => {
    const response = await ask(valid, { prefer: `code=${status}` });
    await expectAnswer(response, status, content?.examples[0]?.value);
    expect(response.headers.get('preference-applied')).toBe(`code=${status}`);
  });

  const examples = all.flatMap(({ status, content }) =>
    (content?.examples ?? []).map((example) => ({ status, ...example })),
  );

  it.each(examples)('answers $status with the example $name', async ({ status, name, value }) => {
    const response = await ask(valid, { prefer: `code=${status}, example=${name}` });
    await expectAnswer(response, status, value);
    expect(response.headers.get('mockplane-operation')).toBe(id);
    expect(response.headers.get('mockplane-answer')).toBe(`example ${name}`);
    expect(response.headers.get('preference-applied')).toBe(`code=${status}, example=${name}`);
  });

  const names = [...new Set(examples.map(({ name }) => name))];

  it.each(names)('finds the status for the example %s', async (name) => {
    const having = examples.filter((example) => example.name === name);
    const expected = having.find(({ status }) => status === success.reply.status) ?? having[0]!;
    const response = await ask(valid, { prefer: `example=${name}` });
    await expectAnswer(response, expected.status, expected.value);
    expect(response.headers.get('preference-applied')).toBe(`example=${name}`);
  });

  it.each([...replies])('generates a $status that fits the contract', async ({ status, content }) => {
    for (let repetition = 0; repetition < repetitions; repetition++) {
      const response = await ask(valid, { prefer: `code=${status}, dynamic=true` });
      expect(response.status).toBe(status);
      expect(response.headers.get('mockplane-answer')).toBe(content ? 'dynamic' : 'example');
      const body = await bodyIn(response);
      expect(content ? faults(api, content.schema, body) : body).toEqual(content ? [] : undefined);
    }
  });

  it('refuses a status that the contract lacks, and lists those it has', async () => {
    const statuses = all
      .map(({ status }) => String(status))
      .toSorted()
      .join(', ');
    const text = await refusalOf(await ask(valid, { prefer: 'code=418' }), api);
    expect(text).toBe(`Prefer: code=418 is not documented for ${id}; it has ${statuses}`);
  });

  it('refuses an example that the contract lacks, and lists those it has', async () => {
    const text = await refusalOf(await ask(valid, { prefer: 'example=no-such-example' }), api);
    expect(text).toBe(`Prefer: example=no-such-example is not documented for ${id}; it has ${names.join(', ')}`);
  });

  it.each(all)('refuses an example that a $status lacks, and lists those it has', async ({ status, content }) => {
    const text = await refusalOf(await ask(valid, { prefer: `code=${status}, example=no-such-example` }), api);
    const has = content ? `it has ${content.examples.map(({ name }) => name).join(', ')}` : 'its body is empty';
    expect(text).toBe(`Prefer: example=no-such-example is not documented for ${id} ${status}; ${has}`);
  });
});

describe('a preference', () => {
  const operation = operationOf('createDatabase');
  const valid = requestOf(operation);

  it.each([
    ['respond-async', 200, null],
    ['return=minimal, wait=10', 200, null],
    ['dynamic=false', 200, null],
    ['code=409; foo', 409, 'code=409'],
    ['foo=bar, CODE=409', 409, 'code=409'],
    ['code="409"', 409, 'code=409'],
    ['code=409, code=404', 409, 'code=409'],
    [' code = 409 , example = name-taken ', 409, 'code=409, example=name-taken'],
    ['code=409,example="name-taken"', 409, 'code=409, example=name-taken'],
  ])('of %j is understood as RFC 7240 has it', async (prefer, status, applied) => {
    const response = await ask(valid, { prefer });
    expect(response.status).toBe(status);
    expect(response.headers.get('preference-applied')).toBe(applied);
  });

  it.each([
    ['code=abc', 'Prefer: code must be a status such as 404, not "abc"'],
    ['code=', 'Prefer: code must be a status such as 404, not ""'],
    ['code=99', 'Prefer: code must be a status such as 404, not "99"'],
    ['dynamic=maybe', 'Prefer: dynamic must be true or false, not "maybe"'],
  ])('of %j is refused', async (prefer, text) => {
    expect(await refusalOf(await ask(valid, { prefer }), 'turso')).toBe(text);
  });

  it('does not save a request that the contract refuses', async () => {
    const response = await ask({ ...valid, body: '{}' }, { prefer: 'code=200' });
    expect(response.status).toBe(400);
    expect(response.headers.get('mockplane-answer')).toBe('refused');
    expect(response.headers.has('preference-applied')).toBe(false);
  });

  it('for generated values gives other values each time', async () => {
    const tokens = requestOf(operationOf('listAPITokens'));
    const bodies = new Set<string>();
    for (let repetition = 0; repetition < 10; repetition++) {
      bodies.add(await (await ask(tokens, { prefer: 'code=200, dynamic=true' })).text());
    }
    expect(bodies.size).toBeGreaterThan(1);
  });

  it('for an example and for generated values gives the example', async () => {
    const response = await ask(valid, { prefer: 'example=name-taken, dynamic=true' });
    expect(response.status).toBe(409);
    expect(response.headers.get('mockplane-answer')).toBe('example name-taken');
  });
});

async function expectAnswer(response: Response, status: number, value: unknown): Promise<void> {
  const text = await response.clone().text();
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe(value === undefined ? null : 'application/json');
  expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  expect(await bodyIn(response)).toEqual(value);
}

/** The words of a 400 of the service's own shape. */
async function refusalOf(response: Response, api: string): Promise<string | undefined> {
  const body = await bodyIn(response);
  expect(response.status).toBe(400);
  expect(response.headers.get('mockplane-answer')).toBe('refused');
  expect(errorFaults(api, body)).toEqual([]);
  const { error, errors } = body as { error?: string; errors?: { message: string }[] };
  return error ?? errors?.[0]?.message;
}
