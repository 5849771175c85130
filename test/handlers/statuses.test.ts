import { describe, expect, expectTypeOf, it } from 'vitest';
import { defineHandlers, type HandlerReply } from '../../src/handlers/define.ts';
import type { ErrorStatusOf, StatusOf } from '../../src/handlers/statuses.ts';

// `tsc` reads the types of this file, and fails for an `@ts-expect-error` that expects none.

interface Reply<Body> {
  headers: Record<string, unknown>;
  content: { 'application/json': Body };
}

interface GetBook {
  parameters: object;
  responses: {
    200: Reply<{ title: string }>;
    404: Reply<{ missing: string }>;
    '4XX': Reply<{ reason: string }>;
    default: Reply<{ error: string }>;
  };
}

type Keys = keyof GetBook['responses'];

describe('the status of a reply', () => {
  it('is one of the range that is not documented by itself', () => {
    expectTypeOf<409>().toExtend<StatusOf<'4XX', Keys>>();
    expectTypeOf<404>().not.toExtend<StatusOf<'4XX', Keys>>();
    expectTypeOf<500>().not.toExtend<StatusOf<'4XX', Keys>>();
  });

  it('is for default one that is not documented otherwise', () => {
    expectTypeOf<503>().toExtend<StatusOf<'default', Keys>>();
    expectTypeOf<201>().toExtend<StatusOf<'default', Keys>>();
    expectTypeOf<200 | 404 | 409 | 600>().not.toExtend<StatusOf<'default', Keys>>();
  });

  it('decides which body compiles', () => {
    const replies: HandlerReply<GetBook>[] = [
      { status: 200, body: { title: 'Emma' } },
      { status: 404, body: { missing: 'Emma' } },
      { status: 409, body: { reason: 'taken' } },
      { status: 503, body: { error: 'closed' } },
      // @ts-expect-error 200 has another body
      { status: 200, body: { error: 'closed' } },
      // @ts-expect-error 404 is documented by itself
      { status: 404, body: { reason: 'taken' } },
    ];
    expect(replies).toHaveLength(6);
  });

  it('is for problems an error that the operation documents', () => {
    expectTypeOf<404 | 418 | 503>().toExtend<ErrorStatusOf<Keys>>();
    expectTypeOf<ErrorStatusOf<200 | 404>>().toEqualTypeOf<404>();
    const handlers = defineHandlers<{ getBook: GetBook }>({
      getBook: (_input, { problem }) => {
        // @ts-expect-error 302 is no error
        if (Math.random() > 1) problem(302, 'found');
        return problem(418, 'a teapot');
      },
    });
    expect(handlers.mockplaneHandlers).toBe(1);
  });
});
