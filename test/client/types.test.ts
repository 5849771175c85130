import { createMockplane } from 'mockplane';
import { createLambdaClient, type LambdaSchemas } from 'mockplane/lambda';
import { createTursoClient, type TursoSchemas } from 'mockplane/turso';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { AdminSchemas } from '../../src/client/admin.ts';

// `tsc` reads the types of this file, and fails for an `@ts-expect-error` that expects none. These tests send requests
// that the types refuse, and the server refuses them too: both come from one contract.

const { fetch } = createMockplane({ stateless: true });
const turso = createTursoClient({ fetch });
const lambda = createLambdaClient({ fetch });

const organization = { path: { org_slug: 'my-org' } } as const;
const database = { path: { org_slug: 'my-org', db_name: 'my-db' } } as const;

describe('a result', () => {
  it('is told apart by its status', async () => {
    const result = await turso.POST('/v1/organizations/{org_slug}/databases', {
      params: organization,
      body: { name: 'new-db' },
    });
    expectTypeOf<200 | 400 | 401 | 402 | 403 | 404 | 409>().toExtend<typeof result.status>();
    if (result.status === 200) {
      expectTypeOf(result.data.database).toEqualTypeOf<TursoSchemas['CreatedDatabase']>();
      expectTypeOf(result.error).toEqualTypeOf<undefined>();
    } else {
      expectTypeOf(result.error).toEqualTypeOf<TursoSchemas['Error']>();
      expectTypeOf(result.data).toEqualTypeOf<undefined>();
    }
    expect(result.status).toBe(200);
  });

  it('is told apart by whether there is an error', async () => {
    const { data, error } = await turso.GET('/v1/organizations/{org_slug}/databases/{db_name}', { params: database });
    if (error) throw new Error(error.error);
    expectTypeOf(data.database).toEqualTypeOf<TursoSchemas['Database']>();
    expectTypeOf(data.database.regions).toEqualTypeOf<string[]>();
    expectTypeOf(data.database.primaryRegion).toEqualTypeOf<string | undefined>();
    expectTypeOf(data.database.type).toEqualTypeOf<'logical'>();
    expect(data.database.type).toBe('logical');
  });

  it('of an empty reply has no data', async () => {
    const result = await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/update', { params: database });
    expectTypeOf(result.data).toEqualTypeOf<undefined>();
    expect(result.data).toBeUndefined();
  });

  it('knows both shapes of refusal', async () => {
    const result = await lambda.DELETE('/backend/user_files', { body: { id: 2 }, headers: { prefer: 'code=401' } });
    if (result.status === 401) expectTypeOf(result.error).toEqualTypeOf<LambdaSchemas['Detail']>();
    if (result.status === 422) expectTypeOf(result.error).toEqualTypeOf<LambdaSchemas['Errors']>();
    expect(result.status).toBe(401);
  });

  it('may have the status of any other error, with the error of `default`', async () => {
    const result = await turso.GET('/v1/locations');
    expectTypeOf(result.status).extract<404 | 405 | 413 | 503 | 507>().toEqualTypeOf<404 | 405 | 413 | 503 | 507>();
    if (result.status === 503) expectTypeOf(result.error).toEqualTypeOf<TursoSchemas['Error']>();
    if (result.status === 200) expectTypeOf(result.data).not.toBeAny();
    expect(result.status).toBe(200);
  });

  it('keeps what a status documents apart from `default`', async () => {
    const result = await lambda.GET('/backend/user_files');
    if (result.status === 401) expectTypeOf(result.error).toEqualTypeOf<LambdaSchemas['Detail']>();
    if (result.status === 413) expectTypeOf(result.error).toEqualTypeOf<LambdaSchemas['Errors']>();
    if (result.error) expectTypeOf(result.error).toEqualTypeOf<LambdaSchemas['Detail'] | LambdaSchemas['Errors']>();
    else expectTypeOf(result.data).toEqualTypeOf<LambdaSchemas['UserFile'][]>();
    expect(result.status).toBe(200);
  });

  it('has no other success, redirect or number', async () => {
    const { status } = await turso.GET('/v1/locations');
    // @ts-expect-error the only success of listLocations is 200
    expect(status === 201).toBe(false);
    // @ts-expect-error no operation redirects
    expect(status === 302).toBe(false);
    expectTypeOf<number>().not.toExtend<typeof status>();
  });

  it('has no property that is not documented', async () => {
    const { data } = await turso.GET('/v1/locations');
    // @ts-expect-error the property is `locations`
    expect(data?.regions).toBeUndefined();
  });

  it('must be told apart before its data is read', async () => {
    const result = await turso.GET('/v1/no-such-path' as '/v1/locations');
    // @ts-expect-error data may be undefined
    expect(() => result.data.locations).toThrow(TypeError);
  });
});

describe('a request', () => {
  it.each<[string, () => Promise<{ status: number }>, number]>([
    [
      'to a path that is not documented',
      // @ts-expect-error there is no such path
      () => turso.GET('/v1/no-such-path'),
      404,
    ],
    [
      'of a method that the path does not have',
      // @ts-expect-error /v1/locations has GET only
      () => turso.POST('/v1/locations'),
      405,
    ],
    [
      'without a parameter of its path',
      // @ts-expect-error db_name is required
      () => turso.GET('/v1/organizations/{org_slug}/databases/{db_name}', { params: organization }),
      404,
    ],
    [
      'without any parameters',
      // @ts-expect-error params is required
      () => turso.GET('/v1/organizations/{org_slug}/databases'),
      404,
    ],
    [
      'without its body',
      // @ts-expect-error body is required
      () => turso.POST('/v1/organizations/{org_slug}/databases', { params: organization }),
      400,
    ],
    [
      'without a required property',
      // @ts-expect-error name is required
      () => turso.POST('/v1/organizations/{org_slug}/databases', { params: organization, body: {} }),
      400,
    ],
    [
      'with a property of the wrong type',
      // @ts-expect-error name is a string
      () => turso.POST('/v1/organizations/{org_slug}/databases', { params: organization, body: { name: 5 } }),
      400,
    ],
    [
      'with a value that an enumeration lacks',
      () =>
        turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/instances', {
          params: database,
          // @ts-expect-error image is `latest` or `canary`
          body: { location: 'ord', image: 'beta' },
        }),
      400,
    ],
    [
      'with a query value that an enumeration lacks',
      () =>
        turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/tokens', {
          // @ts-expect-error authorization is `full-access` or `read-only`
          params: { ...database, query: { authorization: 'write' } },
        }),
      400,
    ],
    [
      'with a text where a file belongs',
      // @ts-expect-error file is a Blob
      () => lambda.PUT('/backend/user_files', { body: { file: 'a.jar' } }),
      422,
    ],
    [
      'with a number where a text belongs',
      // @ts-expect-error uuid is a string
      () => lambda.GET('/backend/lambda-instances/{uuid}', { params: { path: { uuid: 3.5 } } }),
      404,
    ],
  ])('%s is refused by the types and by the server', async (_what, send, status) => {
    expect((await send()).status).toBe(status);
  });
});

describe('the operation of a fault rule', () => {
  it('is an operation of a built-in API, or any other text for documents of users', () => {
    expectTypeOf<'createDatabase'>().toExtend<AdminSchemas['FaultOperation']>();
    expectTypeOf<'getBook'>().toExtend<AdminSchemas['FaultOperation']>();
    // Editors complete the names as long as the type is no plain string.
    expectTypeOf<AdminSchemas['FaultOperation']>().not.toEqualTypeOf<string>();
    expectTypeOf<'bookshop'>().toExtend<AdminSchemas['APIName']>();
  });
});
