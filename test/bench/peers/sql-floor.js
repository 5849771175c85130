import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { rows } from './rows.js';

// The floor of SQL: a bare server that runs the statement of a path in its own process, with a connection and statements
// that it keeps, and writes the rows as the protocol has them. It reads no body and looks at nothing.

const [file, schema, port] = process.argv.slice(2);
const db = new DatabaseSync(file, { readBigInts: true, returnArrays: true });
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
db.exec(schema);
const one = db.prepare('SELECT id, name, score FROM item WHERE id = 500');
const hundred = db.prepare('SELECT id, name, score FROM item LIMIT 100');
const insert = db.prepare("INSERT INTO log (text) VALUES ('a line of a log')");

const answers = {
  '/select': () => rows(one),
  '/rows': () => rows(hundred),
  '/insert': () => Number(insert.run().changes),
  '/batch'() {
    db.exec('BEGIN');
    for (let count = 0; count < 10; count++) insert.run();
    db.exec('COMMIT');
    return 10;
  },
};

const server = createServer((request, response) => {
  request.on('end', () => {
    const result = { rows: answers[request.url]() };
    const body = JSON.stringify({ baton: null, results: [{ type: 'ok', response: { type: 'execute', result } }] });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  });
  request.resume();
});
server.keepAliveTimeout = 72_000;
server.listen(Number(port), '127.0.0.1', () => process.send('listening'));
