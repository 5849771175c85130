import { readFile } from 'node:fs/promises';

const response = await fetch(`${process.env.TURSO_DATABASE_URL}/v1/upload`, {
  method: 'POST',
  headers: { authorization: `Bearer ${process.env.TURSO_AUTH_TOKEN}` },
  body: await readFile('app.db'),
});
if (!response.ok) throw new Error(await response.text());
