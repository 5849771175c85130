import type { Json } from '../helpers/documents.ts';

/**
 * The four documents that this project was made from, as far as they show requests and responses: turso-docs of 16
 * November 2023 and okeanos-LoD of 2 September 2015. This file corrects the contradictions there, with a comment for
 * each.
 */
export interface SeedExample {
  readonly title: string;
  readonly operation: string;
  /** The curl line's own words. */
  readonly method: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body?: string;
  readonly status: number;
  readonly reply: Json;
}

/** The token that the lambda page shows; `$TURSO_TOKEN` stands for it on the Turso pages. */
export const seedToken = 'tJ3b3f32f23ceuqdoS_TH7m0d6yxmlWL1r2ralKcttY';

export const seedExamples: readonly SeedExample[] = [
  {
    title: 'Destroy an instance in a logical database',
    operation: 'deleteDatabaseInstance',
    // Mended: the curl line says `-X POST`, the page's own table says DELETE.
    method: 'DELETE',
    path: '/v1/organizations/my-org/databases/my-db/instances/my-instance',
    headers: [`Authorization: Bearer ${seedToken}`],
    status: 200,
    reply: { instance: 'my-instance' },
  },
  {
    title: 'Create an instance in a logical database',
    operation: 'createDatabaseInstance',
    method: 'POST',
    path: '/v1/organizations/my-org/databases/my-db/instances',
    // The curl line names no type, so that curl sends that of a form.
    headers: [`Authorization: Bearer ${seedToken}`, 'Content-Type: application/x-www-form-urlencoded'],
    body: '{"location": "ord", "image": "latest"}',
    status: 200,
    reply: {
      instance: {
        uuid: 'a3446118-ea9d-11ed-a213-a2c7dbd646dc',
        name: 'my-instance',
        type: 'primary',
        // Mended: the response shows `sjc`, the request asks for `ord`.
        region: 'ord',
        hostname: '3287469dae4185-my-db-my-org.turso.io',
      },
      // Mended: the placeholders `[password]` and `[username]` stand for empty strings.
      password: '',
      username: '',
    },
  },
  {
    title: 'lambda instance destroy',
    operation: 'destroyLambdaInstance',
    method: 'POST',
    path: '/backend/lambda-instances/3/destroy',
    headers: [`x-api-key: ${seedToken}`],
    status: 202,
    reply: { result: 'Success' },
  },
];

/** The fourth document, "Logical database API", shows no requests: it tells of objects, and links operations. */
export interface SeedObject {
  readonly title: string;
  readonly schema: string;
  /** Its properties and their types; `number` is mended to `integer`, as all of them count whole things. */
  readonly properties: Readonly<Record<string, Json>>;
}

export const seedObjects: readonly SeedObject[] = [
  {
    title: 'Logical database object',
    schema: 'Database',
    properties: {
      Name: 'string',
      Hostname: 'string',
      IssuedCertLimit: 'integer',
      IssuedCertCount: 'integer',
      DbId: 'string',
      regions: ['string'],
      primaryRegion: 'string',
      type: 'string',
    },
  },
  {
    title: 'Logical database usage object',
    schema: 'DatabaseUsage',
    properties: { uuid: 'string', instances: ['InstanceUsage'] },
  },
  {
    title: 'Database instance usage object',
    schema: 'InstanceUsage',
    properties: { uuid: 'string', usage: 'Usage' },
  },
  {
    title: 'Usage object',
    schema: 'Usage',
    properties: { rows_read: 'integer', rows_written: 'integer', storage_bytes: 'integer' },
  },
];

/** The list of the fourth document under "Operations". */
export const seedOperations: Readonly<Record<string, string>> = {
  'Get all logical databases in an organization': 'listDatabases',
  'Create a logical database in an organization': 'createDatabase',
  'Destroy a logical database in an organization': 'deleteDatabase',
  'Mint an auth token for a logical database in an organization': 'createDatabaseToken',
  'Invalidate all auth tokens for a logical database in an organization': 'invalidateDatabaseTokens',
};
