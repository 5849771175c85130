import { createLambdaClient } from 'mockplane/lambda';

const lambda = createLambdaClient({ baseUrl: process.env.MOCKPLANE_URL, token: process.env.MOCKPLANE_TOKEN });

const { data, error } = await lambda.PUT('/backend/user_files', {
  body: { file: new File(['the bytes of the jar'], 'sensor-feed.jar'), description: 'Reads the sensor feed' },
});
if (error) throw new Error('detail' in error ? error.detail : error.errors[0]?.message);
console.log(data.result);
