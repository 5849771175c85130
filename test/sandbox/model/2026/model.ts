import type { Reply } from '../play.ts';
import { type Audit, type Database, refused, type SqlToken, type Group, type State } from './state.ts';

/** Deleted things can be restored for so long, in milliseconds: five days. */
const window = 120 * 3_600_000;

/** The 2026 edition as the contract describes it, without HTTP, without a store. All calls are those of the owner. */
export class Model2026 {
  readonly state: State;
  now: number;
  sqlTokens: SqlToken[] = [];

  constructor(state: State, now: number) {
    this.state = state;
    this.now = now;
  }

  groups(organization: string): Group[] {
    return this.state.groups.filter((each) => each.organization === organization && each.deletedAt === undefined);
  }

  databases(organization: string): Database[] {
    return this.state.databases.filter(
      ({ group, deletedAt }) => group.organization === organization && deletedAt === undefined,
    );
  }

  group(organization: string, name: string): Group | undefined {
    return this.groups(organization).find((each) => each.name === name);
  }

  database(organization: string, name: string): Database | undefined {
    return this.databases(organization).find((each) => each.name === name);
  }

  members(group: Group): Database[] {
    return this.databases(group.organization).filter((each) => each.group === group);
  }

  /** Deleted groups that can be restored, the last one first. */
  deletedGroups(organization: string): Group[] {
    return lastDeletedFirst(
      this.state.groups.filter((each) => each.organization === organization),
      this.now,
    );
  }

  deletedDatabases(organization: string): Database[] {
    return lastDeletedFirst(
      this.state.databases.filter(({ group }) => group.organization === organization),
      this.now,
    );
  }

  /** The databases that went with a group, in the order in which they come back. */
  cascade(group: Group): Database[] {
    return this.deletedDatabases(group.organization)
      .filter((each) => each.group === group && each.groupDeletedAt === group.deletedAt)
      .toReversed();
  }

  record(organization: string, code: string, data: Readonly<Record<string, string>>): void {
    this.state.audit.unshift({ organization, code, data: { organization, ...data } });
  }

  auditOf(organization: string): Omit<Audit, 'organization'>[] {
    return this.state.audit
      .filter((entry) => entry.organization === organization)
      .map(({ code, data }) => ({ code, data }));
  }

  refusesDatabase(organization: string, name: string, groupName: string, source?: string): Reply | undefined {
    const group = this.group(organization, groupName);
    if (!group) return refused(400, 'group not found');
    if (group.archived) return refused(400, `cannot create database on group ${groupName} because it is sleeping`);
    if (source !== undefined) {
      const from = this.database(organization, source);
      if (!from) return refused(400, `could not find database with name ${source}: record not found`);
      if (from.group !== group) {
        const text = `database ${source} is not part of group ${groupName}`;
        return refused(400, `can only fork databases within the same group: ${text}`);
      }
    }
    return this.database(organization, name) && refused(400, 'database with same name already exists');
  }

  deleteDatabase(organization: string, name: string): Reply {
    const found = this.database(organization, name);
    if (!found) return databaseNotFound(name);
    if (found.isProtected) return refused(400, `database ${name} is protected from deletion`);
    if (found.group.isProtected) return refused(400, `group ${found.group.name} is protected from deletion`);
    found.deletedAt = this.now;
    this.record(organization, 'db-delete', { group: found.group.name, database: name });
    return { status: 200, body: { database: name } };
  }

  /** @returns why not; undefined when the group and its databases are gone */
  deleteGroup(group: Group): Reply | undefined {
    if (group.isProtected) return refused(400, `group ${group.name} is protected from deletion`);
    const members = this.members(group);
    const safe = members.find(({ isProtected }) => isProtected);
    if (safe) return refused(400, `database ${safe.name} is protected from deletion`);
    for (const member of members) Object.assign(member, { deletedAt: this.now, groupDeletedAt: this.now });
    group.deletedAt = this.now;
    this.#revokeTokensOf(group);
    this.record(group.organization, 'group-delete', { group: group.name });
    return undefined;
  }

  transfer(group: Group, target: string): Reply | undefined {
    const { organization, name } = group;
    if (target === organization) return refused(400, `group ${name} already belongs to organization ${target}`);
    if (this.group(target, name)) return refused(400, `organization ${target} already has a group named ${name}`);
    const taken = this.members(group).find((member) => this.database(target, member.name));
    if (taken) return refused(400, `organization ${target} already has a database named ${taken.name}`);
    group.organization = target;
    this.#revokeTokensOf(group);
    for (const each of [organization, target]) {
      this.record(each, 'group-transfer', { group: name, from: organization, to: target });
    }
    return undefined;
  }

  rename(group: Group, name: string): Reply | undefined {
    if (name === group.name) return undefined;
    if (this.group(group.organization, name)) return refused(409, 'group already exists');
    this.record(group.organization, 'group-rename', { group: name, from: group.name });
    group.name = name;
    return undefined;
  }

  /** Replaces the keys of a group and of all databases in it, those that are deleted too. */
  rotateGroup(group: Group): void {
    group.rotation++;
    for (const each of this.state.databases) if (each.group === group) each.rotation++;
    this.record(group.organization, 'group-token-invalidate', { group: group.name });
  }

  /** @returns why not; undefined when the database is back */
  restoreDatabase(found: Database, name = found.name): Reply | undefined {
    const { group } = found;
    if (this.database(group.organization, name)) return refused(400, 'database with same name already exists');
    if (group.deletedAt !== undefined) {
      const refusal = this.#revive(group);
      if (refusal) return refusal;
    }
    Object.assign(found, { name, deletedAt: undefined, groupDeletedAt: undefined });
    this.record(group.organization, 'db-restore', { group: group.name, database: name });
    return undefined;
  }

  /** @returns why the group cannot come back, or which of its databases do and why others do not */
  restoreGroup(group: Group): Reply | { readonly restored: Database[]; readonly failures: Record<string, string> } {
    const members = this.cascade(group);
    const refusal = this.#revive(group);
    if (refusal) return refusal;
    const failures: Record<string, string> = {};
    const restored = members.filter((member) => {
      const fault = this.restoreDatabase(member);
      if (fault) failures[member.id] = (fault.body as { error: string }).error;
      return !fault;
    });
    return { restored, failures };
  }

  /** Why a token of SQL opens nothing; undefined when it does. */
  defect({ of, rotation }: SqlToken): string | undefined {
    if (of.deletedAt !== undefined) return 'unknown-database';
    return of.rotation === rotation ? undefined : 'wrong-signature';
  }

  #revive(group: Group): Reply | undefined {
    if (this.group(group.organization, group.name)) return refused(400, 'group already exists');
    group.deletedAt = undefined;
    this.record(group.organization, 'group-restore', { group: group.name });
    return undefined;
  }

  #revokeTokensOf(group: Group): void {
    this.state.apiTokens = this.state.apiTokens.filter((each) => each.group !== group);
  }
}

export function databaseNotFound(name: string): Reply {
  return refused(404, `could not find database with name ${name}: record not found`);
}

export const groupNotFound = refused(404, 'group not found');

function lastDeletedFirst<T extends { readonly deletedAt?: number | undefined }>(all: readonly T[], now: number): T[] {
  const kept = all.filter(({ deletedAt }) => deletedAt !== undefined && deletedAt > now - window);
  return kept.toReversed().toSorted((one, other) => other.deletedAt! - one.deletedAt!);
}
