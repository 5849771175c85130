/** Bytes of a SQL statement. */
export const maxSqlLength = 1 << 20;

/** Bytes of a value, and of what functions such as `zeroblob` or `group_concat` may make. */
export const maxValueBytes = 16 << 20;

/** Bytes of a database. */
export const maxDatabaseBytes = 1 << 30;

/** Bytes of all temporary contents of a server together. */
export const maxTemporaryBytes = 4 * maxDatabaseBytes;

/** Bytes of the rows of one statement, and of all statements of a program, counted as JSON. */
export const maxResultBytes = 10_000_000;
export const maxProgramBytes = 32_000_000;

/** Real time of one statement, in milliseconds. Its process is ended after it. */
export const statementLimit = 5_000;

/** Time on the clock that a transaction may hold the right to write while another waits, in milliseconds. */
export const transactionLimit = 5_000;

/**
 * The same in real time, from the wait on, for a clock that is stopped: no time passes on it, and the writer that waits
 * would look hung. It is below the time that test runners give a test, so that the test shows the error.
 */
export const stoppedTransactionLimit = 4_000;

/** Real time that a program waits for the right to write, in milliseconds. */
export const waitLimit = 60_000;

/** Transactions that may be open, or wait, at the same time in one database. */
export const maxTransactions = 100;

/** Databases that a process keeps open. */
export const maxOpenDatabases = 100;

/** Connections that a process keeps in all, and kilobytes of pages that each keeps: together well below `maxMemory`. */
export const maxConnections = 500;
export const cacheKilobytes = 1_000;

/** Bytes of memory beyond which a process ends itself. Only a hostile statement needs as much. */
export const maxMemory = 1 << 30;

/** Connections without a stream that a database keeps. */
export const maxIdleConnections = 16;

/** Prepared statements that a connection keeps. */
export const maxPreparedStatements = 100;

/** Milliseconds after which a process that has nothing to do ends. */
export const idleLimit = 60_000;

/** Real time for the start of a process, and for work on a whole file, in milliseconds. */
export const startLimit = 60_000;
export const maintenanceLimit = 120_000;

/** Real time that a process has to close its files at the end, in milliseconds. */
export const endLimit = 1_000;
