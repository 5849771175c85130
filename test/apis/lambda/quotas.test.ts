import { describe, expect, it } from 'vitest';
import type { LambdaSchemas } from '../../../src/client/lambda.ts';
import { projectQuota } from '../../../src/apis/lambda/quotas.ts';
import { ids, startLambda } from './helpers.ts';

// The quota that the baseline's instances leave free in their project.
const free = { vms: 24 - 9, cpus: 128 - 48, ram: 131_072 - 49_152, disk: 2_000 - 520, publicIps: 12 - 3 };

const tiny = { slaves: 1, vcpus_master: 1, vcpus_slave: 1, ram_master: 1, ram_slave: 1, disk_master: 1, disk_slave: 1 };
const alone = { ...tiny, ip_allocation: 'none', project_name: 'quota.grnet.gr' } as const;

describe('createLambdaInstance', () => {
  it.each([
    [{ slaves: projectQuota.vms - 1 }, { slaves: projectQuota.vms }, 'Cyclades VMs out of limit'],
    [{ vcpus_slave: projectQuota.cpus - 1 }, { vcpus_slave: projectQuota.cpus }, 'Cyclades cpu out of limit'],
    [{ ram_master: projectQuota.ram - 1 }, { ram_master: projectQuota.ram }, 'Cyclades ram out of limit'],
    [{ disk_slave: projectQuota.disk - 1 }, { disk_slave: projectQuota.disk }, 'Cyclades disk out of limit'],
    [
      { slaves: projectQuota.publicIps - 1, ip_allocation: 'all' as const },
      { slaves: projectQuota.publicIps, ip_allocation: 'all' as const },
      'authorized IPs out of limit',
    ],
    [
      { network_request: projectQuota.privateNetworks },
      { network_request: projectQuota.privateNetworks + 1 },
      'Private Network out of limit',
    ],
  ])('builds %o but not %o: %s', async (fits, exceeds, message) => {
    const { create, state } = startLambda({ transitions: 'immediate' });
    const refused = await create({ ...alone, ...exceeds });
    expect(await state(refused)).toEqual({ status: 'FAILED', failure_message: message });
    const built = await create({ ...alone, ...fits });
    expect(await state(built)).toEqual({ status: 'STARTED', failure_message: '' });
  });

  it('names the first quota that does not suffice, in the order of the service', async () => {
    const { create, state } = startLambda({ transitions: 'immediate' });
    const all = { ...alone, slaves: 1_000, vcpus_slave: 1_000, ram_slave: 1_000_000, network_request: 1_000 };
    expect(await state(await create(all))).toMatchObject({ failure_message: 'Cyclades VMs out of limit' });
  });

  it('fails on the clock, not with the reply', async () => {
    const { create, state, clock } = startLambda();
    const uuid = await create({ slaves: projectQuota.vms });
    expect(await state(uuid)).toEqual({ status: 'PENDING', failure_message: '' });
    clock.advance(2_000);
    expect(await state(uuid)).toEqual({ status: 'FAILED', failure_message: 'Cyclades VMs out of limit' });
  });

  it('counts the instances of the baseline, whatever form their details have', async () => {
    const { create, state } = startLambda({ transitions: 'immediate' });
    const largest = {
      slaves: free.publicIps - 1,
      ip_allocation: 'all' as const,
      vcpus_master: free.cpus - (free.publicIps - 1),
      vcpus_slave: 1,
      ram_master: free.ram - (free.publicIps - 1),
      ram_slave: 1,
      disk_master: free.disk - (free.publicIps - 1),
      disk_slave: 1,
    };
    for (const more of ['vcpus_master', 'ram_master', 'disk_master', 'slaves'] as const) {
      expect(await state(await create({ ...largest, [more]: largest[more] + 1 }))).toMatchObject({ status: 'FAILED' });
    }
    expect(await state(await create(largest))).toMatchObject({ status: 'STARTED' });
    const vms = free.vms - free.publicIps;
    expect(await state(await create({ ...tiny, slaves: vms, ip_allocation: 'none' }))).toMatchObject({
      failure_message: 'Cyclades VMs out of limit',
    });
  });

  it('never builds what the examples let fail', async () => {
    const { create, lambda, state } = startLambda({ empty: true, transitions: 'immediate' });
    const story = startLambda();
    const { data } = await story.lambda.GET('/backend/lambda-instances/{uuid}', {
      params: { path: { uuid: ids.failed } },
    });
    const uuid = await create(data!.data.details as LambdaSchemas['CreateLambdaInstanceRequest']);
    expect(await state(uuid)).toEqual(await story.state(ids.failed));
    expect((await lambda.GET('/backend/lambda-instances')).data!.data).toHaveLength(1);
  });

  it('counts each project by itself', async () => {
    const { create, state } = startLambda({ transitions: 'immediate' });
    const whole = { ...alone, slaves: projectQuota.vms - 1 };
    expect(await state(await create(whole))).toMatchObject({ status: 'STARTED' });
    expect(await state(await create(whole))).toMatchObject({ status: 'FAILED' });
    expect(await state(await create({ ...whole, project_name: 'other' }))).toMatchObject({ status: 'STARTED' });
  });

  it('counts what is still being built, but not what is bound to fail', async () => {
    const { create, state, clock } = startLambda();
    const half = { ...alone, slaves: projectQuota.vms / 2 - 1 };
    const created = [];
    for (const slaves of [projectQuota.vms, half.slaves, half.slaves, half.slaves]) {
      created.push(await create({ ...half, slaves }));
    }
    clock.advance(2_000);
    const states = await Promise.all(created.map(state));
    expect(states.map(({ status }) => status)).toEqual(['FAILED', 'STARTED', 'STARTED', 'FAILED']);
  });

  it('gets back what a destroyed or failed instance had', async () => {
    const { act, create, state, faults } = startLambda({ transitions: 'immediate' });
    const whole = { ...alone, slaves: projectQuota.vms - 1 };
    const first = await create(whole);
    await act('stop', first);
    expect(await state(await create(whole))).toMatchObject({ status: 'FAILED' });
    await act('destroy', first);
    const second = await create(whole);
    expect(await state(second)).toMatchObject({ status: 'STARTED' });
    faults.add({ operation: 'stopLambdaInstance', action: 'fail-transition' });
    await act('stop', second);
    expect(await state(await create(whole))).toMatchObject({ status: 'STARTED' });
  });
});
