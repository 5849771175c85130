import type { BenchRequest } from '../cases.ts';

/** A server that is measured. */
export interface Subject {
  readonly id: SubjectId;
  readonly kind: 'floor' | 'mockplane' | 'peer';
  /** The program to run; Node by default. */
  readonly program?: string;
  /** The arguments with which the program runs it on a port. */
  readonly args: (port: number) => readonly string[];
  /** Whether it is told something while it runs. */
  readonly hasChannel?: boolean;
  /** The request that returns 200 once it is up; by default a GET of the Turso API. */
  readonly probe?: BenchRequest;
  /** Puts it into its state, once it is up. */
  readonly prepare?: (url: string) => Promise<void>;
}

export type MockplaneId =
  'mockplane' | 'mockplane-1' | 'mockplane-100' | 'mockplane-10000' | 'mockplane-data' | 'mockplane-stateless';

export type PeerId = 'openapi-backend' | 'scalar' | 'prism' | 'mockoon';

export type SubjectId = 'floor' | MockplaneId | PeerId | 'stripe-mock';
