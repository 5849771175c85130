import { isIP } from 'node:net';
import type { components, operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import type { DatabaseRow } from '../../../sandbox/store/tables/databases.ts';
import { messages } from '../messages.ts';
import { recordChange } from '../resources/audit.ts';
import { requirePlan } from '../resources/plan-limits.ts';
import { findDatabase } from './find.ts';

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/databases/configuration.mdx */
export const getDatabaseConfiguration: Handler<operations['getDatabaseConfiguration']> = ({ path }, context) => ({
  status: 200,
  body: toConfiguration(findDatabase(context, path)),
});

/**
 * Changes what is sent. A flag that is null stays as it is, a list that is null is cleared.
 *
 * @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/databases/update-configuration.mdx
 */
export const updateDatabaseConfiguration: Handler<operations['updateDatabaseConfiguration']> = (input, context) => {
  const { path, body } = input;
  const { store } = context;
  const row = findDatabase(context, path);
  const group = row.groupId === null ? undefined : store.groups.byId(row.groupId);
  const allowedIps = body.allowed_ips === undefined ? row.allowedIps : (body.allowed_ips ?? []);
  const allowedVpcs = body.allowed_aws_vpc_ids === undefined ? row.allowedVpcs : (body.allowed_aws_vpc_ids ?? []);
  if (body.allowed_ips !== undefined || body.allowed_aws_vpc_ids !== undefined) requirePlan(context, 'developer');
  if (group?.platform === 'aws') {
    if (body.size_limit !== undefined) throw new Problem(400, messages.sizeLimitNotSupported);
    if (body.allow_attach === true) throw new Problem(400, messages.attachNotSupported);
  }
  const wrong = allowedIps.find((address) => !isAddress(address));
  if (wrong !== undefined) throw new Problem(400, messages.invalidAddress(wrong));

  const deleteProtection = body.delete_protection ?? row.deleteProtection;
  store.databases.update(row.id, {
    sizeLimit: body.size_limit ?? row.sizeLimit,
    allowAttach: body.allow_attach ?? row.allowAttach,
    blockReads: body.block_reads ?? row.blockReads,
    blockWrites: body.block_writes ?? row.blockWrites,
    deleteProtection,
    allowedIps,
    allowedVpcs,
  });
  if (deleteProtection !== row.deleteProtection) {
    const { organization, name } = row;
    const code = deleteProtection ? 'db-protect' : 'db-unprotect';
    recordChange(context, input, { organization, code, data: { ...(group && { group: group.name }), database: name } });
  }
  return { status: 200, body: toConfiguration(store.databases.byId(row.id)!) };
};

function toConfiguration(row: DatabaseRow): components['schemas']['DatabaseConfiguration'] {
  return {
    ...(row.sizeLimit !== null && { size_limit: row.sizeLimit }),
    allow_attach: row.allowAttach,
    block_reads: row.blockReads,
    block_writes: row.blockWrites,
    delete_protection: row.deleteProtection,
    allowed_ips: [...row.allowedIps],
    allowed_aws_vpc_ids: [...row.allowedVpcs],
  };
}

/** Whether a text is an address of IPv4 or IPv6, alone or with the length of a prefix (CIDR). */
function isAddress(text: string): boolean {
  const [address, length, ...rest] = text.split('/');
  const version = isIP(address!);
  if (version === 0 || rest.length > 0) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128));
}
