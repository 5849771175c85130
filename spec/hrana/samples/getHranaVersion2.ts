const response = await fetch(`${process.env.TURSO_DATABASE_URL}/v2`);
console.log(await response.text());
