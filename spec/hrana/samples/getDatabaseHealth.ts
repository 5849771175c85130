const response = await fetch(`${process.env.TURSO_DATABASE_URL}/health`);
console.log(response.status);
