const response = await fetch(`${process.env.TURSO_DATABASE_URL}/v2/pipeline`, {
  method: 'POST',
  headers: { authorization: `Bearer ${process.env.TURSO_AUTH_TOKEN}` },
  body: JSON.stringify({
    requests: [
      {
        type: 'execute',
        stmt: {
          sql: 'SELECT title FROM post WHERE id = ?',
          args: [
            {
              type: 'integer',
              value: '1',
            },
          ],
        },
      },
      {
        type: 'close',
      },
    ],
  }),
});
if (!response.ok) throw new Error(await response.text());
console.log(await response.json());
