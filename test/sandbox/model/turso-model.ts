import type { TursoSchemas } from '../../../src/client/turso.ts';
import type { Reply } from './play.ts';
import { type Mode, Timetable } from './timetable.ts';

export interface Instance {
  /** As replies show it. */
  readonly shown: TursoSchemas['Instance'];
  status: 'provisioning' | 'ready' | 'failed';
  destroyedAt?: number;
  /** By month: rows read and written. */
  readonly used: Record<string, [read: number, written: number]>;
  storage: number;
}

export interface Database {
  readonly id: string;
  readonly organization: string;
  readonly name: string;
  /** Counts the rotations of its key. */
  rotation: number;
  /** Destroyed ones stay for the usage of their last month. */
  readonly instances: Instance[];
}

interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly token?: string;
}

/** All there is at one time. */
export interface TursoState {
  databases: Database[];
  apiTokens: ApiToken[];
}

interface DatabaseToken {
  readonly jwt: string;
  readonly database: Database;
  readonly rotation: number;
  /** In milliseconds. */
  readonly expiresAt: number;
}

const organizations: Readonly<Record<string, 'owner' | 'member' | undefined>> = {
  octocat: 'owner',
  'my-org': 'owner',
  'octo-labs': 'member',
  acme: undefined,
};

/** A path of an operation: an organization, and what is in it. */
export type Place = readonly [organization: string, database?: string | undefined, instance?: string];

/** The Turso Platform API as the contract describes it, without HTTP, without a store. */
export class TursoModel {
  readonly #baseline: TursoState;
  readonly #beganAt: number;
  readonly timetable: Timetable;
  state: TursoState;
  databaseTokens: DatabaseToken[] = [];
  /** Every platform token there ever was. */
  readonly minted: string[] = [];

  constructor(baseline: TursoState, beganAt: number, mode: Mode) {
    this.#baseline = baseline;
    this.#beganAt = beganAt;
    this.timetable = new Timetable(mode);
    this.state = structuredClone(baseline);
  }

  get now(): number {
    return this.#beganAt + this.timetable.now;
  }

  reset(): void {
    this.timetable.clear();
    this.state = structuredClone(this.#baseline);
    this.databaseTokens = [];
  }

  /** Why the organization, or what is in it, cannot be reached; undefined when it can. */
  refusal([organization, name, instance]: Place, database = databaseNotFound): Reply | undefined {
    if (!Object.hasOwn(organizations, organization)) return refused(404, 'organization not found');
    if (!organizations[organization]) return refused(403, `you are not a member of organization ${organization}`);
    if (name === undefined) return undefined;
    if (!this.database([organization, name])) return refused(404, database(name));
    if (instance === undefined || this.instance([organization, name, instance])) return undefined;
    return refused(404, instanceNotFound(instance, name));
  }

  database([organization, name]: Place): Database | undefined {
    return this.state.databases.find((each) => each.organization === organization && each.name === name);
  }

  instance(place: Place): Instance | undefined {
    return this.live(place).find(({ shown }) => shown.name === place[2]);
  }

  live(place: Place): Instance[] {
    return this.database(place)?.instances.filter(({ destroyedAt }) => destroyedAt === undefined) ?? [];
  }

  members(place: Place): Reply {
    const unreachable = this.refusal(place);
    if (unreachable) return unreachable;
    if (organizations[place[0]] !== 'owner') return refused(403, 'only organization owners can list members');
    const others = place[0] === 'my-org' ? [{ username: 'hubot', role: 'member' }] : [];
    return { status: 200, body: { members: [{ username: 'octocat', role: 'owner' }, ...others] } };
  }

  list(place: Place): Reply {
    const databases = this.state.databases.filter(({ organization }) => organization === place[0]);
    return this.refusal(place) ?? { status: 200, body: { databases: databases.map((each) => this.#shown(each)) } };
  }

  get(place: Place): Reply {
    return this.refusal(place) ?? { status: 200, body: { database: this.#shown(this.database(place)!) } };
  }

  /** @returns undefined when it is to be created */
  refusesDatabase([organization, name = '']: Place, group: string | undefined): Reply | undefined {
    const unreachable = this.refusal([organization]);
    if (unreachable) return unreachable;
    const fault = nameFault(name);
    if (fault) return refused(400, fault);
    if (group !== undefined) return refused(400, 'group not found');
    return this.database([organization, name]) && refused(409, `database with name ${name} already exists`);
  }

  delete(place: Place): Reply {
    const unreachable = this.refusal(place);
    if (unreachable) return unreachable;
    const found = this.database(place)!;
    for (const { shown } of found.instances) this.timetable.cancel(shown.uuid);
    this.state.databases.splice(this.state.databases.indexOf(found), 1);
    return { status: 200, body: { database: found.name } };
  }

  rotate(place: Place): Reply {
    const unreachable = this.refusal(place);
    if (!unreachable) this.database(place)!.rotation++;
    return unreachable ?? { status: 200, body: undefined };
  }

  instances(place: Place): Reply {
    return this.refusal(place) ?? { status: 200, body: { instances: this.live(place).map(({ shown }) => shown) } };
  }

  refusesInstance(place: Place, location: string, isServed: boolean): Reply | undefined {
    const unreachable = this.refusal([place[0]]);
    if (unreachable) return unreachable;
    return isServed ? this.refusal(place) : refused(400, `invalid location: ${location}`);
  }

  addInstance(place: Place, shown: Instance['shown'], fails: boolean): void {
    const instance: Instance = { shown, status: 'provisioning', used: {}, storage: 0 };
    this.database(place)!.instances.push(instance);
    this.timetable.add(shown.uuid, () => {
      instance.status = fails ? 'failed' : 'ready';
    });
  }

  deleteInstance(place: Place): Reply {
    const unreachable = this.refusal(place, databaseNotFoundForInstance);
    if (unreachable) return unreachable;
    const instance = this.instance(place)!;
    const { name, type, uuid } = instance.shown;
    if (type === 'primary') return refused(400, `cannot destroy primary instance ${name}`);
    instance.destroyedAt = this.now;
    this.timetable.cancel(uuid);
    return { status: 200, body: { instance: name } };
  }

  /** The response to a client that waits for an instance with these names and this UUID; undefined while it waits. */
  waited(place: Place, uuid: string): Reply | undefined {
    const [, name = '', instanceName = ''] = place;
    const owner = this.state.databases.find(({ instances }) => instances.some(({ shown }) => shown.uuid === uuid));
    if (!owner) return this.refusal(place) ?? refused(404, instanceNotFound(instanceName, name));
    const { status, destroyedAt } = owner.instances.find(({ shown }) => shown.uuid === uuid)!;
    if (destroyedAt !== undefined) return refused(404, instanceNotFound(instanceName, name));
    if (status === 'failed') return refused(400, `could not provision instance ${instanceName} of database ${name}`);
    return status === 'ready' ? { status: 200, body: undefined } : undefined;
  }

  usage(place: Place): Reply {
    const unreachable = this.refusal(place);
    if (unreachable) return unreachable;
    const month = new Date(this.now).toISOString().slice(0, 7);
    const instances = this.database(place)!
      .instances.filter(({ destroyedAt }) => destroyedAt === undefined || destroyedAt >= Date.parse(`${month}-01`))
      .map(({ shown, used, storage, destroyedAt }) => {
        const [rows_read, rows_written] = used[month] ?? [0, 0];
        return { uuid: shown.uuid, usage: { rows_read, rows_written, storage_bytes: destroyedAt ? 0 : storage } };
      });
    const sum = (key: 'rows_read' | 'rows_written' | 'storage_bytes') =>
      instances.reduce((total, { usage }) => total + usage[key], 0);
    const total = {
      rows_read: sum('rows_read'),
      rows_written: sum('rows_written'),
      storage_bytes: sum('storage_bytes'),
    };
    const byUuid = Object.fromEntries(instances.map(({ uuid, usage }) => [uuid, usage]));
    const database = { uuid: this.database(place)!.id, instances, usage: total };
    return { status: 200, body: { database, instances: byUuid, total } };
  }

  /** Why a database token opens nothing; undefined when it does. */
  defect({ database, rotation, expiresAt }: DatabaseToken): string | undefined {
    if (!this.state.databases.includes(database)) return 'unknown-database';
    if (database.rotation !== rotation) return 'wrong-signature';
    // A minute is granted beyond the second of its end.
    return Math.floor(expiresAt / 1_000) < Math.floor(this.now / 1_000) - 60 ? 'expired' : undefined;
  }

  tokens(): Reply {
    return { status: 200, body: { tokens: this.state.apiTokens.map(({ name, id }) => ({ name, id })) } };
  }

  refusesToken(name: string): Reply | undefined {
    const fault = nameFault(name);
    if (fault) return refused(400, fault);
    const isTaken = this.state.apiTokens.some((each) => each.name === name);
    return isTaken ? refused(409, `api token with name ${name} already exists`) : undefined;
  }

  revoke(name: string): Reply {
    const place = this.state.apiTokens.findIndex((each) => each.name === name);
    if (place < 0) return refused(404, `could not find api token with name ${name}`);
    this.state.apiTokens.splice(place, 1);
    return { status: 200, body: { token: name } };
  }

  /** The validation of a token that was created earlier. */
  validate(token: string): Reply {
    const isKnown = this.state.apiTokens.some((each) => each.token === token);
    return isKnown ? { status: 200, body: { exp: -1 } } : refused(401, 'api token is unknown or was revoked');
  }

  #shown({ id, organization, name }: Database): TursoSchemas['Database'] {
    const live = this.live([organization, name]).map(({ shown }) => shown);
    const primary = live.find(({ type }) => type === 'primary');
    return {
      Name: name,
      Hostname: `${name}-${organization}.turso.io`,
      IssuedCertLimit: 0,
      IssuedCertCount: 0,
      DbId: id,
      regions: [...new Set(live.map(({ region }) => region))],
      ...(primary && { primaryRegion: primary.region }),
      type: 'logical',
    };
  }
}

function refused(status: number, error: string): Reply {
  return { status, body: { error } };
}

const databaseNotFound = (name: string) => `could not find database with name ${name}: record not found`;
const databaseNotFoundForInstance = (name: string) => `could not find database ${name} to delete instance from`;
const instanceNotFound = (instance: string, name: string) => `could not find instance ${instance} of database ${name}`;

function nameFault(name: string): string | undefined {
  if (name.length < 1 || name.length > 32) return 'name must be between 1 and 32 characters long';
  if (/^-|-$/.test(name)) return 'name cannot start or end with a hyphen';
  return /^[a-z0-9-]+$/.test(name) ? undefined : 'name can only contain lowercase letters, numbers, and hyphens';
}
