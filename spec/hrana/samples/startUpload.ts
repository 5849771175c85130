import { stat } from 'node:fs/promises';

const { size } = await stat('app.db');
const response = await fetch(`${process.env.TURSO_DATABASE_URL}/v2/upload/start`, {
  method: 'PUT',
  headers: { authorization: `Bearer ${process.env.TURSO_AUTH_TOKEN}` },
  body: JSON.stringify({ db_size_bytes: size }),
});
if (!response.ok) throw new Error(await response.text());
console.log(await response.json());
