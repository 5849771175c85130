import type { BaselinePart } from '../../sandbox/implementation.ts';
import type { PipelineRequest, StreamRequest, WireStatement, WireValue } from './wire.ts';

/** The database of the story whose rows the examples make. */
const story = { organization: 'my-org', name: 'my-db' };

/** Fills the story's database with what the examples of `executePipeline` store in it, so that every line of the docs works. */
export const baseline: BaselinePart = {
  resources({ store }, example) {
    const row = store.databases.get(story.organization, story.name);
    if (!row) return;
    const requests = ['schema', 'rows'].flatMap(
      (name) => (example('executePipeline', 'request', name) as PipelineRequest).requests,
    );
    store.databases.setInitialSql(row.id, requests.flatMap(toSql).join(';\n'));
  },
};

/** The statements of a request, with their arguments written into them. The engine runs them in a transaction of its own. */
function toSql(request: StreamRequest): string[] {
  if (request.type === 'sequence') return [request.sql!.trim().replace(/;$/, '')];
  if (request.type !== 'batch') return [];
  return request.batch.steps
    .map(({ stmt }) => withArguments(stmt))
    .filter((sql) => !/^(?:BEGIN|COMMIT|ROLLBACK)\b/.test(sql));
}

function withArguments({ sql, args = [], named_args: named = [] }: WireStatement): string {
  const positional = args.map(literal);
  const byName = new Map(named.map(({ name, value }) => [name, literal(value)]));
  return sql!.replaceAll(/\?|:(\w+)/g, (_, name?: string) =>
    name === undefined ? positional.shift()! : byName.get(name)!,
  );
}

function literal(value: WireValue): string {
  switch (value.type) {
    case 'null':
      return 'NULL';
    case 'text':
      return `'${value.value.replaceAll("'", "''")}'`;
    case 'blob':
      return `X'${Buffer.from(value.base64, 'base64').toString('hex')}'`;
    default:
      return String(value.value);
  }
}
