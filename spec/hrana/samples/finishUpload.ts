const response = await fetch(`${process.env.TURSO_DATABASE_URL}/v2/upload/${process.env.UPLOAD_ID}/finalize`, {
  method: 'PUT',
  headers: { authorization: `Bearer ${process.env.TURSO_AUTH_TOKEN}` },
});
if (!response.ok) throw new Error(await response.text());
