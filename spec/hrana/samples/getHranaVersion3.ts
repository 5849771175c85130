const response = await fetch(`${process.env.TURSO_DATABASE_URL}/v3`);
console.log(await response.text());
