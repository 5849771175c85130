import { describe, expect, it } from 'vitest';
import { satisfiable } from './generate-cases.ts';
import { serveSchema } from './serve-schema.ts';

/** Keywords of texts alone need a type beside them, or a number would do as well. */
function typed(schema: unknown): unknown {
  return { type: 'string', ...(schema as object) };
}

describe('a response with a schema and no example', () => {
  it.each(satisfiable)('fits it: %s', async (_name, schema) => {
    for (const seed of [1, 2, 3]) {
      const { status, text } = await serveSchema(typed(schema), { seed });
      expect([status, text]).toEqual([200, expect.any(String)]);
      expect((await serveSchema(typed(schema), { seed })).text).toBe(text);
    }
  });
});
