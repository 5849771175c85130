/** How deep conditions may be nested. */
export const maxConditionDepth = 100;

/** Texts that a stream stores, as libSQL's server has it, and those that a socket stores. */
export const maxStoredTexts = 50;
export const maxStoredTextsOfSocket = 150;

/** Bytes of a text that a stream stores. */
export const maxStoredTextBytes = 5_000;

/** Bytes that the results of one request have together. */
export const maxResponseBytes = 32_000_000;

/** Streams that are kept between requests, for one database and for all. */
export const maxStreamsOfDatabase = 100;
export const maxStreams = 1_000;

/** How long a stream is kept without a request, in milliseconds on the clock. */
export const streamIdleTime = 10_000;

/** How long it is remembered after that, so that its client learns why it is gone. */
export const expiredStreamTime = 300_000;

/** Uploads in pieces that a sandbox keeps at once. */
export const maxUploads = 16;

/** Statements of a request that the journal keeps. */
export const maxJournaledStatements = 50;
