/** Connections to the server, for SQL and for its admin API each. */
export const mostSockets = 64;

/** Real time in which the server must reply, in milliseconds. Ending the connection ends the statement, too. */
export const requestLimit = 60_000;

/** Real time that a program may run, in milliseconds. */
export const programLimit = 30_000;

/** Bytes of a reply. The server itself allows 32 MB for the results of a request unless it is told otherwise. */
export const maxReplyBytes = 128_000_000;

/** Bytes of a database. */
export const maxDatabaseSize = '1GiB';

/** Bytes of a row: somewhat more than a value may have on this machine. */
export const maxRowBytes = 20_000_000;

/** Real time after which a server that left no sign of life is taken for gone, and between two signs, in milliseconds. */
export const ownerLimit = 300_000;
export const ownerInterval = 60_000;

/** Real time that is spent on deleting temporary namespaces when a server ends, in milliseconds. */
export const farewellLimit = 10_000;

/** Namespaces that are created or deleted at the same time. */
export const mostAtOnce = 8;

/** Real time in which the server says that it is well, in milliseconds. */
export const checkLimit = 2_000;
