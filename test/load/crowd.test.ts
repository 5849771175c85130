import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningCli, startCli } from '../helpers/cli.ts';
import { send } from '../helpers/raw.ts';
import { bearer, databases, json } from '../helpers/server.ts';
import { bytesOf } from './ask.ts';
import { violationsOf } from './check.ts';
import { type Connection, createConnection } from './connection.ts';

const patience = 120_000;
const instances = `${databases}/crowd-db/instances`;

let server: RunningCli;
const connections: Connection[] = [];
beforeAll(async () => {
  server = await startCli(['--port', '0', '--quiet', '--seed', '1']);
});
afterAll(async () => {
  for (const connection of connections) connection.close();
  server.signal('SIGKILL');
  await server.ended;
});

function connect(count: number): Connection[] {
  const opened = Array.from({ length: count }, () => createConnection(server.url, patience));
  connections.push(...opened);
  return opened;
}

const locations = bytesOf('listLocations', {});
const list = async (connection: Connection): Promise<string[]> =>
  violationsOf('listLocations', await connection.ask(locations, 'GET'));

it('serves others while a thousand connections are idle and two hundred wait', async () => {
  const control = (line: string, body: string) => send(server.url, line, ['Host: 127.0.0.1', json], body);
  expect((await control('PATCH /_mockplane/clock', '{"running":false}')).status).toBe(200);
  expect((await send(server.url, `POST ${databases}`, [bearer, json], '{"name":"crowd-db"}')).status).toBe(200);
  const created = await send(server.url, `POST ${instances}`, [bearer, json], '{"location":"ord"}');
  const { instance } = JSON.parse(created.body) as { instance: { name: string } };

  const idle = connect(1_000);
  expect((await Promise.all(idle.map(list))).flat()).toEqual([]);

  const wait = bytesOf('waitForDatabaseInstance', {
    path: { org_slug: 'my-org', db_name: 'crowd-db', instance_name: instance.name },
  });
  let answered = 0;
  const waits = connect(200).map(async (connection) => {
    const response = await connection.ask(wait, 'GET');
    answered++;
    return [response.status, ...violationsOf('waitForDatabaseInstance', response)];
  });

  const others = connect(16).map(async (connection) => {
    for (let round = 0; round < 100; round++) expect(await list(connection)).toEqual([]);
  });
  await Promise.all(others);
  expect(answered).toBe(0);

  expect((await control('POST /_mockplane/clock/advance', '{"by":"2s"}')).status).toBe(200);
  expect(new Set((await Promise.all(waits)).map(String))).toEqual(new Set(['200']));
  // Those who were idle are still heard, on the same connection.
  expect((await Promise.all(idle.map(list))).flat()).toEqual([]);
}, 300_000);
