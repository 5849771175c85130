import { createLambdaClient } from 'mockplane/lambda';

const lambda = createLambdaClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await lambda.POST('/backend/lambda-instances/{uuid}/start', {
  params: { path: { uuid: '1' } },
});
if (error) throw new Error(error.errors[0]?.message);
console.log(data.result);
