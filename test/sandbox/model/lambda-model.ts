import type { LambdaSchemas } from '../../../src/client/lambda.ts';
import type { Reply } from './play.ts';
import { type Mode, Timetable } from './timetable.ts';

type NewInstance = LambdaSchemas['CreateLambdaInstanceRequest'];

export interface Instance {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  status: string;
  failure: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** All there is at one time. */
export interface LambdaState {
  instances: Instance[];
  files: LambdaSchemas['UserFile'][];
}

export type Action = 'start' | 'stop' | 'destroy';

const limits = { vms: 24, cpus: 128, ram: 131_072, disk: 2_000, ips: 12, networks: 12 };
const outOfLimit = {
  vms: 'Cyclades VMs out of limit',
  cpus: 'Cyclades cpu out of limit',
  ram: 'Cyclades ram out of limit',
  disk: 'Cyclades disk out of limit',
  ips: 'authorized IPs out of limit',
  networks: 'Private Network out of limit',
};

/** The ~okeanos Lambda API as the contract describes it, without HTTP, without a store. */
export class LambdaModel {
  readonly #baseline: LambdaState;
  readonly timetable: Timetable;
  #state: LambdaState;
  #lastId = 0;
  #lastFileId = 0;
  /** Bound to fail: they get no machines. */
  #doomed = new Set<Instance>();
  /** The UUIDs in the order in which the seed gives them. */
  readonly #uuids: string[] = [];
  #drawn = 0;

  constructor(baseline: LambdaState, mode: Mode) {
    this.#baseline = baseline;
    this.timetable = new Timetable(mode);
    this.#state = structuredClone(baseline);
    this.reset();
  }

  get instances(): readonly Instance[] {
    return this.#state.instances;
  }

  get files(): LambdaState['files'] {
    return this.#state.files;
  }

  reset(): void {
    this.#state = structuredClone(this.#baseline);
    this.#lastId = this.#state.instances.length;
    this.#lastFileId = this.#state.files.length;
    this.#doomed.clear();
    this.#drawn = 0;
    this.timetable.clear();
  }

  /** The one that a path names. */
  find(named: string): Instance | undefined {
    return this.instances.find(({ id, uuid }) => String(id) === named || uuid === named);
  }

  list(limit: string | undefined, page: string | undefined): Reply {
    if ([limit, page].some((text) => isInteger(text) && Number(text) < 1)) {
      return refused(400, 'Zero or negative indexing is not supported');
    }
    const tooLarge = Object.entries({ limit, page }).flatMap(([name, text]) =>
      isInteger(text) && Number(text) > Number.MAX_SAFE_INTEGER
        ? [`query parameter ${name} must be at most ${Number.MAX_SAFE_INTEGER}`]
        : [],
    );
    if (tooLarge.length > 0) return refused(400, tooLarge.join('; '));
    const both = isInteger(limit) && isInteger(page);
    const from = both ? (Number(page) - 1) * Number(limit) : 0;
    const data = this.instances
      .slice(from, both ? from + Number(limit) : undefined)
      .map(({ uuid, name, id }) => ({ uuid, name, id }));
    return data.length === 0 ? refused(404, 'No instances found') : { status: 200, body: { data } };
  }

  details(named: string): Reply {
    const found = this.find(named);
    if (!found) return notFound;
    const { name, id, uuid, details } = found;
    return { status: 200, body: { data: { name, id, uuid, details } } };
  }

  status(named: string): Reply {
    const found = this.find(named);
    if (!found) return notFound;
    const { name, status, failure, uuid, id } = found;
    return { status: 200, body: { data: { name, status, failure_message: failure, uuid, id } } };
  }

  act(action: Action, named: string, failure: string | undefined): Reply {
    const instance = this.find(named);
    if (!instance) return notFound;
    const [from, through, end] = {
      start: [['STOPPED', 'FAILED'], 'STARTING', 'STARTED'] as const,
      stop: [['STARTED', 'FAILED'], 'STOPPING', 'STOPPED'] as const,
      destroy: [['STARTED', 'STOPPED', 'FAILED'], 'DESTROYING', 'DESTROYED'] as const,
    }[action];
    const { status } = instance;
    if (status === end) return refused(400, `The specified lambda instance is already ${end.toLowerCase()}`);
    if (!(from as readonly string[]).includes(status)) {
      return refused(400, `Cannot ${action} lambda instance while current status is ${status}`);
    }
    this.#change(instance, through, end, failure);
    return { status: 202, body: { result: 'Success' } };
  }

  /** @returns the UUID when it is known beforehand: after a reset the seed gives the same ones again */
  expectedUuid(): string | undefined {
    return this.#uuids[this.#drawn];
  }

  create(uuid: string, wanted: NewInstance, decided: string | undefined): void {
    this.#uuids[this.#drawn++] = uuid;
    const failure = decided ?? this.#refusal(wanted);
    const instance = { id: ++this.#lastId, uuid, name: wanted.instance_name, status: '', failure: '', details: wanted };
    this.#state.instances.push(instance);
    if (failure !== undefined) this.#doomed.add(instance);
    this.#change(instance, 'PENDING', 'STARTED', failure);
  }

  upload(name: string, description: string): void {
    this.files.push({ id: ++this.#lastFileId, name, description });
  }

  delete(id: number): Reply {
    const place = this.files.findIndex((file) => file.id === id);
    if (place < 0) return refused(400, 'file does not exist');
    this.files.splice(place, 1);
    return { status: 200, body: { result: 'success' } };
  }

  #change(instance: Instance, through: string, end: string, failure: string | undefined): void {
    Object.assign(instance, { status: through, failure: '' });
    this.timetable.add(instance.uuid, () => {
      Object.assign(instance, failure === undefined ? { status: end } : { status: 'FAILED', failure });
    });
  }

  #refusal(wanted: NewInstance): string | undefined {
    const paying = this.instances.filter(
      (instance) =>
        !this.#doomed.has(instance) &&
        !['DESTROYED', 'FAILED'].includes(instance.status) &&
        (instance.details['project_name'] ?? 'lambda.grnet.gr') === wanted.project_name,
    );
    const taken = [wanted, ...paying.map(({ details }) => details)].map((details) => resources(details as never));
    for (const [name, limit] of Object.entries(limits) as [keyof typeof limits, number][]) {
      if (taken.reduce((sum, each) => sum + each[name], 0) > limit) return outOfLimit[name];
    }
    return undefined;
  }
}

function resources(details: NewInstance & LambdaSchemas['LambdaInstanceDetails']): typeof limits {
  if (details.cluster) {
    const { number_of_slaves, cpus_per_machine, ram_per_machine, disk_per_machine } = details.cluster;
    const vms = number_of_slaves + 1;
    const [cpus, ram, disk] = [vms * cpus_per_machine, vms * ram_per_machine, vms * disk_per_machine];
    return { vms, cpus, ram, disk, ips: 1, networks: 1 };
  }
  return {
    vms: 1 + details.slaves,
    cpus: details.vcpus_master + details.slaves * details.vcpus_slave,
    ram: details.ram_master + details.slaves * details.ram_slave,
    disk: details.disk_master + details.slaves * details.disk_slave,
    ips: { none: 0, master: 1, all: 1 + details.slaves }[details.ip_allocation],
    networks: details.network_request,
  };
}

function isInteger(text: string | undefined): text is string {
  return text !== undefined && /^[+-]?\d+$/.test(text);
}

function refused(status: number, message: string): Reply {
  return { status, body: { errors: [{ message, code: status, details: '' }] } };
}

const notFound = refused(404, 'Lambda instance not found');
