import type { components } from '../../contract/generated/lambda.ts';

type NewLambdaInstance = components['schemas']['CreateLambdaInstanceRequest'];
type Details = components['schemas']['LambdaInstanceDetails'] & Partial<NewLambdaInstance>;

/** The part of a project's quota that a lambda instance takes. RAM is in MB, disk in GB. */
export interface Resources {
  readonly vms: number;
  readonly cpus: number;
  readonly ram: number;
  readonly disk: number;
  readonly publicIps: number;
  readonly privateNetworks: number;
}

/**
 * The quota of each project. The service asked ~okeanos for it; these values are the sandbox's own. They leave room for
 * seven clusters of two beside those of the baseline, and never for one with 24 slaves: the contract's examples show
 * that one failing.
 */
export const projectQuota: Resources = {
  vms: 24,
  cpus: 128,
  ram: 131_072,
  disk: 2_000,
  publicIps: 12,
  privateNetworks: 12,
};

/** The project of instances that name none; the default of the service's own provisioner. */
const defaultProject = 'lambda.grnet.gr';

/**
 * The worker's message for each resource, in the order of its checks.
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
 * Checks a new instance against its project's quota.
 *
 * @param held the details of all instances that have machines, of any project
 * @returns the failure message; undefined when the quota suffices
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

/** Details from a snapshot may have a value of any type here. */
function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
