import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMockplane } from '../../src/mockplane/create.ts';

/** The rest of a document whose schema is served. */
export interface ServeOptions {
  readonly seed?: number;
  readonly schemas?: Readonly<Record<string, unknown>>;
  readonly mediaType?: string;
  /** The media type object instead of one with the schema alone. */
  readonly content?: unknown;
  /** The documented status: 200 by default. */
  readonly status?: number;
  readonly prefer?: string;
  readonly accept?: string;
}

/** Gets the response of an operation that has nothing but a schema. */
export async function serveSchema(
  schema: unknown,
  {
    seed = 1,
    schemas = {},
    mediaType = 'application/json',
    content = { schema },
    status = 200,
    prefer,
    accept,
  }: ServeOptions = {},
): Promise<{
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  readonly bytes: Uint8Array;
}> {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-schema-'));
  try {
    const file = join(folder, 'x.json');
    const responses = { [status]: { description: 'X.', content: { [mediaType]: content } } };
    const info = { title: 'X', version: '1' };
    const paths = { '/x': { get: { operationId: 'x', responses } } };
    writeFileSync(file, JSON.stringify({ openapi: '3.1.0', info, paths, components: { schemas } }));
    using mockplane = createMockplane({ documents: [file], seed });
    const headers = { ...(prefer !== undefined && { prefer }), ...(accept !== undefined && { accept }) };
    const response = await mockplane.fetch('http://localhost/x', { headers });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const type = response.headers.get('content-type');
    return { status: response.status, type, text: new TextDecoder().decode(bytes), bytes };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
