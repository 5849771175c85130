/**
 * The words of libSQL's server, for everything but the errors of SQL itself, which the engine words.
 *
 * @see https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/hrana/mod.rs
 * @see https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/hrana/http/request.rs
 * @see https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/hrana/ws/session.rs
 * @see https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/auth/errors.rs
 */
export const messages = {
  invalidBaton: 'Received an invalid baton',
  usedBaton: 'Received a baton that has already been used',
  closedStream: 'Stream for this baton was closed',
  expiredStream: 'The stream has expired due to inactivity',
  lostStream: 'The stream is gone, and its transaction was rolled back; open another one',
  tooManyStreams: 'Server cannot handle additional transactions',

  sqlAndId: 'Either `sql` or `sql_id` are required, but not both',
  noSql: 'Either `sql` or `sql_id` are required',
  sqlNotFound: (id: number) => `SQL text ${id} not found`,
  sqlExists: (id: number) => `SQL text ${id} already exists`,
  tooManyTexts: (count: number) => `The server already stores ${count} SQL texts, it cannot store more`,
  textTooLarge: (size: string, limit: string) => `The statement is too large to be stored: ${size}/${limit}`,

  badStep: 'Invalid reference to step in a batch condition',
  deepCondition: (limit: number) => `a condition is more than ${limit} deep`,
  notSupported: (what: string, version: number) =>
    `${what} is only supported in protocol version hrana${version} and higher`,

  notAnInteger: (text: string) => `invalid value: string ${JSON.stringify(text)}, expected decimal integer as a string`,
  notBase64: (text: string) => `invalid value: string ${JSON.stringify(text)}, expected binary data encoded as base64`,
  notAFloat: 'invalid type: null, expected a number as the value of a float',

  headerMissing: 'Expected authorization header but none given',
  headerMalformed: "Auth string does not conform to '<scheme> <token>' form",
  otherScheme: 'The authentication scheme in the `Authorization` HTTP header is not supported',
  invalidToken: 'The JWT is invalid',
  expiredToken: 'The JWT has expired',
  unauthorized: (why: string) => `Unauthorized: \`${why}\``,
  authenticationFailed: (why: string) => `Authentication failed: ${why}`,
  // The server's own grammar.
  forbidden: (right: 'Read' | 'Write', database: string) =>
    `Authorization forbidden: Current session doesn't not have ${right} permission to namespace ${database}`,

  requestBeforeHello: 'Received a request before hello message',
  repeatedHello: 'Repeated hello message',
  streamNotFound: (id: number) => `Stream ${id} not found`,
  streamExists: (id: number) => `Stream ${id} already exists`,
  cursorAlreadyOpen: (stream: number) => `Stream ${stream} already has an open cursor`,
  cursorNotFound: (id: number) => `Cursor ${id} not found`,
  cursorExists: (id: number) => `Cursor ${id} already exists`,
  cursorNotOpen: (id: number) => `Cursor ${id} has failed to open`,
  notAMessage: (why: string) => `Cannot deserialize client message from JSON: ${why}`,

  greeting: 'Hello, this is HTTP API v2 (Hrana over HTTP)',

  // These are Mockplane's: at the service such a host has no name.
  databaseNotFound: (organization: string, name: string, known: string) =>
    `organization ${organization} has no database named ${name}; ${known}`,
  noDatabaseHere: (known: string) => `neither path nor host nor token names a database; ${known}`,
  noDatabase: 'no database answers here; its URL is /_db/{organization}/{database}/, or its token names it',
  noInstance: (name: string) =>
    `database ${name} has no instance, so it cannot be queried; create one with createDatabaseInstance`,
  provisioning: (name: string) =>
    `database ${name} is being provisioned; wait for its primary with waitForDatabaseInstance`,
  // The service's gateway answers 502 for an archived database (turso-cli issues 894 and 917).
  archived: (name: string) =>
    `database ${name} is archived, itself or with its group; wake it with unarchiveGroup or wakeDatabase`,
  notLetIn: (name: string, address: string) => `database ${name} allows no connection from ${address}; see allowed_ips`,
  draft: (name: string) =>
    `database ${name} is a draft: upload its SQLite file with POST /v1/upload before you query it`,
  fileRefused: (reason: string) => `the file cannot be used: ${reason}`,
  uploadNotFound: (name: string) => `database ${name} has no upload with this id; begin one with PUT /v2/upload/start`,
  wrongChunk: (number: number, expected: number, given: number) =>
    `piece ${number} has ${given} bytes; expected ${expected}`,
  incompleteUpload: (given: number, expected: number) =>
    `the upload has ${given} of ${expected} bytes; send every piece before finalize`,
  faultWithoutResult: (type: string) =>
    `the response of the fault rule has no result of the type ${type}; choose another example or body`,
  notFilled: (reason: string) => `the database's rows could not be loaded from the snapshot: ${reason}`,
  noReplication:
    'Mockplane serves no embedded replicas and no sync; connect to the URL of the database itself, without a local file',
  failedInstance: (name: string) => `the primary of database ${name} has failed, so it cannot be queried`,
};
