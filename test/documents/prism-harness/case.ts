import { readFileSync } from 'node:fs';

/** A case of Prism's harness: a document, a command of curl, and the reply that it expects. */
export interface HarnessCase {
  /** The path below the folder of cases. */
  readonly name: string;
  readonly document: string;
  /** The command line of Prism: `mock -p 4010 ${document}`. */
  readonly server: string;
  readonly command: string;
  readonly expected: HttpReply;
  /** How the body is compared: as a whole, by its keys, or not at all. */
  readonly comparison: 'expect' | 'expect-loose' | 'expect-keysonly';
}

/** A reply as `curl -i` prints it. */
export interface HttpReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

const comparisons = ['expect', 'expect-loose', 'expect-keysonly'] as const;

/** Reads a case. @throws Error for a file without a section */
export function readCase(file: string, name: string): HarnessCase {
  const [, ...parts] = readFileSync(file, 'utf8').split(/====([\w-]+)====\r?\n/);
  const sections = new Map<string, string>();
  for (let index = 0; index + 1 < parts.length; index += 2)
    sections.set(parts[index]!.toLowerCase(), parts[index + 1]!);
  const section = (key: string): string => {
    const text = sections.get(key);
    if (text === undefined) throw new Error(`${name} has no section ${key}.`);
    return text;
  };
  const comparison = comparisons.find((each) => sections.has(each)) ?? 'expect';
  return {
    name,
    document: section('spec'),
    server: section('server').trim(),
    command: section('command').trim(),
    expected: parseReply(section(comparison).trim()),
    comparison,
  };
}

/** Parses a reply that `curl -i` prints; replies before the last (`100 Continue`) are left out. */
export function parseReply(text: string): HttpReply {
  const lines = text.split(/\r?\n/);
  const status = Number(/^HTTP\/[\d.]+ (\d+)/.exec(lines[0] ?? '')?.[1] ?? 0);
  const end = lines.indexOf('', 1);
  const head = lines.slice(1, end < 0 ? undefined : end);
  const body = end < 0 ? '' : lines.slice(end + 1).join('\n');
  if (status === 100) return parseReply(body);
  const headers = head.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
  });
  return { status, headers: new Map(headers), body: body.trim() };
}
