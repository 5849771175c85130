import { createLambdaClient } from 'mockplane/lambda';

const lambda = createLambdaClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await lambda.DELETE('/backend/user_files', {
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body: { id: 2 },
});
if (error) throw new Error('detail' in error ? error.detail : error.errors[0]?.message);
console.log(data.result);
