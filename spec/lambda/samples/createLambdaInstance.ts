import { createLambdaClient } from 'mockplane/lambda';

const lambda = createLambdaClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await lambda.POST('/backend/create_lambda_instance', {
  body: {
    instance_name: 'My first Lambda Instance',
    master_name: 'lambda-master',
    slaves: 1,
    vcpus_master: 4,
    vcpus_slave: 4,
    ram_master: 4096,
    ram_slave: 4096,
    disk_master: 40,
    disk_slave: 40,
    ip_allocation: 'master',
    network_request: 1,
    project_name: 'lambda.grnet.gr',
  },
});
if (error) throw new Error('detail' in error ? error.detail : error.errors[0]?.message);
console.log(data.uuid);
