import { createLambdaClient } from 'mockplane/lambda';

const lambda = createLambdaClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await lambda.GET('/backend/lambda-instances/{uuid}/status', {
  params: { path: { uuid: '3' } },
});
if (error) throw new Error(error.errors[0]?.message);
console.log(data.data.status, data.data.failure_message);
