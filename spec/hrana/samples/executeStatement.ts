const response = await fetch(`${process.env.TURSO_DATABASE_URL}/v1/execute`, {
  method: 'POST',
  headers: { authorization: `Bearer ${process.env.TURSO_AUTH_TOKEN}` },
  body: JSON.stringify({
    stmt: {
      sql: 'SELECT title FROM post WHERE id = 1',
    },
  }),
});
if (!response.ok) throw new Error(await response.text());
console.log(await response.json());
