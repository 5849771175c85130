/** The body of a lambda instance that takes little of a quota. @param project each has a quota of its own */
export function smallLambda(name: string, project: string): Readonly<Record<string, string | number>> {
  return {
    instance_name: name,
    master_name: 'master',
    project_name: project,
    slaves: 1,
    vcpus_master: 1,
    vcpus_slave: 1,
    ram_master: 512,
    ram_slave: 512,
    disk_master: 10,
    disk_slave: 10,
    ip_allocation: 'none',
    network_request: 1,
  };
}
