const response = await fetch(`${process.env.TURSO_DATABASE_URL}/version`);
console.log(await response.text());
