import { createLambdaClient } from 'mockplane/lambda';

const lambda = createLambdaClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await lambda.GET('/backend/user_files');
if (error) throw new Error('detail' in error ? error.detail : error.errors[0]?.message);
for (const { id, name, description } of data) console.log(id, name, description);
