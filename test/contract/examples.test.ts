import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { documents, fileNameOf, type JsonObject } from '../helpers/documents.ts';
import { copyOfProject, root } from '../helpers/folders.ts';
import { defaultReply, type Operation, operations } from '../helpers/operations.ts';
import { redocly } from '../helpers/programs.ts';
import { type BrokenExample, brokenExamples, examplesOf } from '../helpers/schemas.ts';

describe.each([...documents])('the examples of %s', (api, document) => {
  const examples = examplesOf(document);

  it('fit their schemas', () => {
    expect(examples.length).toBeGreaterThan(operations.filter((operation) => operation.api === api).length);
    expect(brokenExamples(document)).toEqual([]);
  });

  it('hold one for every reply with a body, and one for every request body', () => {
    const without = operations
      .filter((operation) => operation.api === api)
      .flatMap(({ id, bodies, replies }) => [
        ...bodies.filter((body) => body.examples.length === 0).map(({ type }) => `${id} ${type}`),
        ...replies.filter(({ content }) => content?.examples.length === 0).map(({ status }) => `${id} ${status}`),
      ]);
    expect(without).toEqual([]);
  });

  it('name a request as the reply that it leads to', () => {
    const loose = operations
      .filter((operation) => operation.api === api && hasReplyBody(operation))
      .flatMap(({ id, bodies, replies }) => {
        const names = new Set(replies.flatMap(({ content }) => content?.examples.map(({ name }) => name) ?? []));
        return bodies.flatMap(({ examples: sent }) =>
          sent.filter(({ name }) => !names.has(name)).map(({ name }) => `${id} ${name}`),
        );
      });
    expect(loose).toEqual([]);
  });

  it('pair the first request of an operation with its default reply', () => {
    const pairs = operations
      .filter((operation) => operation.api === api && operation.bodies.length > 0 && hasReplyBody(operation))
      .map((operation) => ({
        id: operation.id,
        asked: operation.bodies[0]?.examples[0]?.name,
        answered: defaultReply(operation).example?.name,
      }));
    expect(pairs.filter(({ asked, answered }) => asked !== answered)).toEqual([]);
  });
});

/** An empty response has no example to be named after. */
function hasReplyBody(operation: Operation): boolean {
  return defaultReply(operation).reply.content !== undefined;
}

describe('the JSON Web Tokens in the examples', () => {
  const values = [...documents.values()].flatMap((document) => examplesOf(document).map(({ value }) => value));
  const tokens = [...new Set(JSON.stringify(values).match(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g))];

  it('are there', () => {
    expect(tokens.length).toBeGreaterThanOrEqual(3);
  });

  it.each(tokens)('%s is in good form', (token) => {
    const [head = '', claims = '', signature = ''] = token.split('.');
    expect(decoded(head)).toEqual({ alg: 'EdDSA', typ: 'JWT' });
    expect(decoded(claims)).toSatisfy((set: Claims) =>
      [set.jti, set.id, set.gid].some((name) => typeof name === 'string'),
    );
    expect(Buffer.from(signature, 'base64url')).toHaveLength(64);
  });
});

describe('a broken example', () => {
  const plants = [
    {
      name: 'a reply of the wrong type',
      api: 'turso',
      file: 'spec/turso-2023/components/examples/DatabaseReplicated.yaml',
      plant: (example: Example) => Object.assign(example.value['database'] as object, { Name: 5 }),
      ajv: { pointer: '/components/examples/DatabaseReplicated/value', faults: ['/database/Name must be string'] },
    },
    {
      name: 'a reply without a required property',
      api: 'turso',
      file: 'spec/turso-2023/components/examples/InstanceReplica.yaml',
      plant: (example: Example) => delete (example.value['instance'] as JsonObject)['region'],
      ajv: {
        pointer: '/components/examples/InstanceReplica/value',
        faults: ["/instance must have required property 'region'"],
      },
    },
    {
      name: 'a request out of bounds',
      api: 'lambda',
      file: 'spec/lambda/components/examples/LambdaInstanceRequested.yaml',
      plant: (example: Example) => Object.assign(example.value, { slaves: 0 }),
      ajv: { pointer: '/components/examples/LambdaInstanceRequested/value', faults: ['/slaves must be >= 1'] },
    },
    {
      name: 'a parameter that breaks its pattern',
      api: 'lambda',
      file: 'spec/lambda/components/parameters/Uuid.yaml',
      plant: (parameter: JsonObject) => Object.assign(parameter, { example: 'three' }),
      ajv: { pointer: '/components/parameters/Uuid/example', faults: [expect.stringMatching(/^must match pattern/)] },
    },
    {
      name: 'a schema whose own example breaks its format',
      api: 'lambda',
      file: 'spec/lambda/components/schemas/LambdaInstanceUuid.yaml',
      plant: (schema: JsonObject) => Object.assign(schema, { examples: ['not-a-uuid'] }),
      ajv: {
        pointer: '/components/schemas/LambdaInstanceUuid/examples/0',
        faults: ['must match format "uuid"'],
      },
    },
  ] as const;

  it('is caught by the linter and by the check above, each kind of it', { timeout: 120_000 }, async () => {
    using project = copyOfProject('spec', 'redocly.yaml');
    for (const { file, plant } of plants) {
      const path = join(project.folder, file);
      const content = parse(readFileSync(path, 'utf8'));
      (plant as (content: unknown) => unknown)(content);
      writeFileSync(path, stringify(content));
    }

    const linted: (string | undefined)[] = [];
    const checked: BrokenExample[] = [];
    for (const api of documents.keys()) {
      const { code, problems } = await lint(fileNameOf(api), project.folder);
      const rules = problems.filter(({ ruleId }) => /^no-invalid-(media-type|schema|parameter)-examples$/.test(ruleId));
      linted.push(...rules.map(({ location }) => location[0]?.source.ref));
      expect(code).toBe(plants.some((plant) => plant.api === api) ? 1 : 0);

      const bundle = join(project.folder, `${api}.json`);
      expect(await redocly(['bundle', fileNameOf(api), '--output', bundle], { cwd: project.folder })).toMatchObject({
        code: 0,
      });
      checked.push(...brokenExamples(JSON.parse(readFileSync(bundle, 'utf8')) as JsonObject));
    }
    expect(linted).toEqual(expect.arrayContaining(plants.map(({ file }) => file)));
    expect(checked).toEqual(expect.arrayContaining(plants.map(({ ajv }) => ajv)));
  });

  it.each([...documents.keys()])('is all that the linter objects to: it finds nothing in %s as it is', async (api) => {
    expect(await lint(fileNameOf(api), root)).toEqual({ code: 0, problems: [] });
  });
});

interface Problem {
  readonly ruleId: string;
  readonly location: readonly { readonly source: { readonly ref: string } }[];
}

async function lint(api: string, cwd: string): Promise<{ code: number | null; problems: Problem[] }> {
  const { code, stdout } = await redocly(['lint', api, '--format', 'json', '--max-problems', '1000'], { cwd });
  const { problems } = JSON.parse(stdout) as { problems: Problem[] };
  return { code, problems };
}

interface Example {
  value: JsonObject;
}

/** The claims of a platform token or of a database token. */
interface Claims {
  readonly jti?: string;
  readonly id?: string;
  readonly gid?: string;
}

function decoded(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}
