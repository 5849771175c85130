/** A file that comes in pieces. */
export interface Upload {
  readonly id: string;
  readonly size: number;
  /** By their numbers. */
  readonly chunks: Map<number, Uint8Array>;
}

/** The uploads in pieces that have begun, by database. */
export type Uploads = Map<string, Upload>;
