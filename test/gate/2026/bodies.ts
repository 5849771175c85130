import * as fc from 'fast-check';
import type { JsonObject } from '../../helpers/documents.ts';
import { freshName } from '../setting.ts';

const optional = { noNullPrototype: true } as const;

const encryption = fc.constantFrom(
  ...[
    { bytes: 32, encryption_cipher: 'aes256gcm' },
    { bytes: 16, encryption_cipher: 'aegis128l' },
  ].map(({ bytes, ...rest }) => ({ encryption_key: Buffer.alloc(bytes, 1).toString('base64'), ...rest })),
);

const branch = fc.record(
  { type: fc.constant('database'), name: fc.constant('my-db'), timestamp: fc.constant('2026-09-14T00:00:00Z') },
  { requiredKeys: ['type', 'name'], ...optional },
);
const upload = fc.record({ type: fc.constantFrom('database_upload', 'upload') }, optional);

/** The body that creates a database in a group on AWS. */
export function databaseBodies(): fc.Arbitrary<JsonObject> {
  const common = { name: freshName, group: fc.constant('default') };
  const rest = {
    location: fc.constant('aws-us-east-1'),
    image: fc.constantFrom('latest', 'canary'),
    extensions: fc.constantFrom('all', 'none'),
    is_schema: fc.constant(false),
  };
  return fc.oneof(
    fc.record({ ...common, ...rest, use_tursodb: fc.boolean() }, { requiredKeys: ['name'], ...optional }),
    fc.record({ ...common, ...rest, remote_encryption: encryption }, { requiredKeys: ['name'], ...optional }),
    fc.record({ ...common, ...rest, seed: branch }, { requiredKeys: ['name', 'seed'], ...optional }),
    fc.record({ ...common, seed: upload }, { requiredKeys: ['name', 'seed'], ...optional }),
    // A group on Fly takes a limit; the one of the story is asleep, so none is made there.
  );
}

const groupId = fc.constant('019bb16e-fefd-79a4-be1e-70bcc951a480');

/** The same by identifiers. */
export function databaseV3Bodies(): fc.Arbitrary<JsonObject> {
  return fc.oneof(
    fc.record(
      { name: freshName, group_id: groupId, use_tursodb: fc.boolean() },
      { requiredKeys: ['name', 'group_id'], ...optional },
    ),
    fc.record({ name: freshName, seed: branch }, optional),
    fc.record({ name: freshName, group_id: groupId, remote_encryption: encryption }, optional),
  );
}

const scope = fc.constantFrom('read', 'db:create', 'db:mint-token', 'group:configure', 'read-only', 'full-access');

/** Nothing, an organization, or a group in it with scopes. */
export const restrictions: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({ organization: fc.constantFrom('my-org', 'octocat') }, { requiredKeys: [], ...optional }),
  fc.record(
    {
      organization: fc.constant('my-org'),
      group: fc.constantFrom('default', 'edge'),
      scopes: fc.uniqueArray(scope, { minLength: 1, maxLength: 3 }),
    },
    optional,
  ),
);
