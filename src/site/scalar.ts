import { readFile } from 'node:fs/promises';
import scalar from '@scalar/fastify-api-reference';
import fastify from 'fastify';

/**
 * Reads the API reference's browser script and its licence. The package does not export the script as a file, so
 * request it from the package's plugin, as a browser would.
 */
export async function scalarFiles(): Promise<{ name: string; text: string }[]> {
  const server = fastify();
  try {
    await server.register(scalar, { routePrefix: '/reference', configuration: { content: { openapi: '3.1.1' } } });
    const reply = await server.inject('/reference/js/scalar.js');
    if (reply.statusCode !== 200) throw new Error(`Scalar returned ${reply.statusCode} for its script.`);
    const licence = new URL('../LICENSE', import.meta.resolve('@scalar/fastify-api-reference'));
    return [
      { name: 'scalar.js', text: reply.body },
      { name: 'scalar.LICENSE.txt', text: await readFile(licence, 'utf8') },
    ];
  } finally {
    await server.close();
  }
}
