import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { rows } from './rows.js';

// The floor of the comparison of SQL: a bare server that calls `node:sqlite` in its own process, on the database that a
// path names. It keeps its databases open, reads no body and looks at nothing. Its writes are synced, as those of the others.

const [folder, schema, count, port] = process.argv.slice(2);
const open = new Map();

function databaseOf(number) {
  let found = open.get(number);
  if (!found) {
    const file = join(folder, `${number}.db`);
    const isNew = !existsSync(file);
    const db = new DatabaseSync(file, { readBigInts: true, returnArrays: true });
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    if (isNew) db.exec(schema);
    found = {
      db,
      one: db.prepare('SELECT 1'),
      point: db.prepare('SELECT id, name, score FROM item WHERE id = 500'),
      range: db.prepare('SELECT id, name, score FROM item'),
      insert: db.prepare("INSERT INTO log (text) VALUES ('a line of a log')"),
    };
    open.set(number, found);
  }
  return found;
}

// The files are there before anything is measured; a second start opens none of them.
for (let number = 0; number < Number(count); number++) {
  if (existsSync(join(folder, `${number}.db`))) break;
  databaseOf(String(number)).db.close();
  open.delete(String(number));
}

function insertMany({ db, insert }, times) {
  db.exec('BEGIN');
  for (let done = 0; done < times; done++) insert.run();
  db.exec('COMMIT');
  return times;
}

const answers = {
  'select-1': ({ one }) => rows(one),
  point: ({ point }) => rows(point),
  range: ({ range }) => rows(range),
  insert: ({ insert }) => Number(insert.run().changes),
  'batch-100': (database) => insertMany(database, 100),
  // All of a transaction happens with its last request: there is one connection, which nobody else may disturb.
  transaction: (database, isLast) => (isLast ? insertMany(database, 1) : 0),
};

let requests = 0;

const server = createServer((request, response) => {
  const [, id, number] = request.url.split('/');
  request.on('end', () => {
    const result = { rows: answers[id](databaseOf(number), ++requests % 3 === 0) };
    const body = JSON.stringify({ baton: null, results: [{ type: 'ok', response: { type: 'execute', result } }] });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  });
  request.resume();
});
server.keepAliveTimeout = 72_000;
server.listen(Number(port), '127.0.0.1', () => process.send('listening'));
