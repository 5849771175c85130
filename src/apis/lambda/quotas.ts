import type { components } from '../../contract/generated/lambda.ts';

type NewLambdaInstance = components['schemas']['CreateLambdaInstanceRequest'];
type Details = components['schemas']['LambdaInstanceDetails'] & Partial<NewLambdaInstance>;

/** What a lambda instance takes of a project's quota. RAM is in MB, disk in GB. */
export interface Resources {
  readonly vms: number;
  readonly cpus: number;
  readonly ram: number;
  readonly disk: number;
  readonly publicIps: number;
  readonly privateNetworks: number;
}

/**
 * What each project may have at a time. The service asked ~okeanos for them; these are the sandbox's own: room for
 * seven clusters of two beside those of the baseline, and never for one with 24 slaves, which its examples let fail.
 */
export const projectQuota: Resources = {
  vms: 24,
  cpus: 128,
  ram: 131_072,
  disk: 2_000,
  publicIps: 12,
  privateNetworks: 12,
};

/** Pays for instances that do not name a project; the default of the service's own provisioner. */
const defaultProject = 'lambda.grnet.gr';

/**
 * What the worker says of each, in the order in which it looks.
 *
 * @see https://github.com/grnet/okeanos-LoD/blob/acaa53b/core/fokia/provisioner.py `check_all_resources`
 */
const refusals: readonly (readonly [resource: keyof Resources, message: string])[] = [
  ['vms', 'Cyclades VMs out of limit'],
  ['cpus', 'Cyclades cpu out of limit'],
  ['ram', 'Cyclades ram out of limit'],
  ['disk', 'Cyclades disk out of limit'],
  ['publicIps', 'authorized IPs out of limit'],
  ['privateNetworks', 'Private Network out of limit'],
];

/**
 * Why a project cannot pay for a new instance.
 *
 * @param held the details of all instances that have machines, of any project
 * @returns undefined when it can
 */
export function quotaRefusal(wanted: NewLambdaInstance, held: readonly Details[]): string | undefined {
  const resources = [wanted, ...held.filter((details) => projectOf(details) === wanted.project_name)].map(resourcesOf);
  const total = (resource: keyof Resources): number => resources.reduce((sum, each) => sum + each[resource], 0);
  return refusals.find(([resource]) => total(resource) > projectQuota[resource])?.[1];
}

function projectOf(details: Details): string {
  return details.project_name ?? defaultProject;
}

/** Reads both forms of details: the documented groups, and the parameters of a creation. */
function resourcesOf(details: Details): Resources {
  const { cluster } = details;
  if (cluster) {
    const vms = cluster.number_of_slaves + 1;
    return {
      vms,
      cpus: vms * cluster.cpus_per_machine,
      ram: vms * cluster.ram_per_machine,
      disk: vms * cluster.disk_per_machine,
      publicIps: 1,
      privateNetworks: 1,
    };
  }
  const slaves = count(details.slaves);
  const inAll = (master: unknown, slave: unknown): number => count(master) + slaves * count(slave);
  return {
    vms: slaves + 1,
    cpus: inAll(details.vcpus_master, details.vcpus_slave),
    ram: inAll(details.ram_master, details.ram_slave),
    disk: inAll(details.disk_master, details.disk_slave),
    publicIps: { none: 0, master: 1, all: slaves + 1 }[details.ip_allocation ?? 'none'] ?? 0,
    privateNetworks: count(details.network_request),
  };
}

/** Details from a snapshot may hold anything. */
function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
