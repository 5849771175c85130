const response = await fetch(`${process.env.TURSO_DATABASE_URL}/export/1`, {
  headers: { authorization: `Bearer ${process.env.TURSO_AUTH_TOKEN}` },
});
console.log(await response.json());
