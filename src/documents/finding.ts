/** A place in a document that is wrong, or that Mockplane reads in another way than written. */
export interface Finding {
  /** `error`: the place cannot be served. `warning`: it can. */
  readonly level: 'error' | 'warning';
  /** The file, as its path was given. */
  readonly file: string;
  /** From 1; undefined where it is unknown. */
  readonly line?: number | undefined;
  /** JSON Pointer into the file: `/paths/~1pets/get`. */
  readonly pointer?: string | undefined;
  readonly message: string;
}

/** Documents that are not served, with the reasons. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(describeFindings(findings));
    this.findings = findings;
  }
}

const maximumLines = 20;

/** Describes findings, a line each: `openapi.yaml:12 /paths/~1pets/get: must have responses`. */
export function describeFindings(findings: readonly Finding[]): string {
  const lines = findings.slice(0, maximumLines).map(describeFinding);
  const more = findings.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

/** Describes a finding in a line. */
export function describeFinding({ file, line, pointer, message }: Finding): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return `${place}${pointer ? ` ${pointer}` : ''}: ${message}`;
}
