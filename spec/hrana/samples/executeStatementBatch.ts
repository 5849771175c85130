const response = await fetch(`${process.env.TURSO_DATABASE_URL}/v1/batch`, {
  method: 'POST',
  headers: { authorization: `Bearer ${process.env.TURSO_AUTH_TOKEN}` },
  body: JSON.stringify({
    batch: {
      steps: [
        {
          stmt: {
            sql: 'SELECT count(*) FROM post',
          },
        },
        {
          stmt: {
            sql: 'SELECT count(*) FROM tag',
          },
        },
      ],
    },
  }),
});
if (!response.ok) throw new Error(await response.text());
console.log(await response.json());
