const response = await fetch(`${process.env.TURSO_DATABASE_URL}/v3/cursor`, {
  method: 'POST',
  headers: { authorization: `Bearer ${process.env.TURSO_AUTH_TOKEN}` },
  body: JSON.stringify({
    batch: {
      steps: [
        {
          stmt: {
            sql: 'SELECT title FROM post ORDER BY id',
          },
        },
      ],
    },
  }),
});
if (!response.ok) throw new Error(await response.text());
console.log(await response.text());
