import { readFile } from 'node:fs/promises';

// A file of up to 4 MiB is one piece.
const response = await fetch(`${process.env.TURSO_DATABASE_URL}/v2/upload/${process.env.UPLOAD_ID}/chunk/0`, {
  method: 'PUT',
  headers: { authorization: `Bearer ${process.env.TURSO_AUTH_TOKEN}` },
  body: await readFile('app.db'),
});
if (!response.ok) throw new Error(await response.text());
