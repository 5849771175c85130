import { useComputed } from '@preact/signals';
import { plural, formatTimeSpan } from '../model/format.ts';
import type { Inspector } from '../model/inspector.ts';
import { DatabaseSql } from '../sql/database-sql.tsx';
import { useShowMore } from '../parts/show-more.tsx';
import type { Snapshot } from '../model/schemas.ts';
import { type DatabaseNode, type InstanceNode, type OrganizationNode, progress, tursoTree } from './tree.ts';

/** The organizations with their databases, and the locations of their instances. */
export function TursoTree({ inspector }: { inspector: Inspector; snapshot: Snapshot }) {
  const tree = useComputed(() => (inspector.mirror.snapshot.value ? tursoTree(inspector.mirror.snapshot.value) : []));
  const { items, more } = useShowMore(tree.value, 20);
  return (
    <>
      {items.map((organization) => (
        <Organization key={organization.slug} organization={organization} inspector={inspector} />
      ))}
      {more(plural(tree.value.length, 'organization'))}
    </>
  );
}

function Organization({ organization, inspector }: { organization: OrganizationNode; inspector: Inspector }) {
  const { slug, type, members, databases } = organization;
  const { items, more } = useShowMore(databases, 12);
  return (
    <details class="organization" open={databases.length > 0}>
      <summary>
        <strong>{slug}</strong>
        <span class="facts">
          {type} · {plural(members, 'member')} · {plural(databases.length, 'database')}
        </span>
      </summary>
      {items.map((database) => (
        <Database key={database.id} organization={slug} database={database} inspector={inspector} />
      ))}
      {databases.length === 0 && <p class="none">No databases.</p>}
      {more(plural(databases.length, 'database'))}
    </details>
  );
}

interface DatabaseProps {
  readonly organization: string;
  readonly database: DatabaseNode;
  readonly inspector: Inspector;
}

function Database({ organization, database, inspector }: DatabaseProps) {
  const { name, group, locations, destroyed } = database;
  return (
    <div class="database">
      <h4>
        {name}
        {group !== undefined && <span class="facts">group {group}</span>}
        {locations.length === 0 && <span class="facts">no instances</span>}
        {destroyed > 0 && <span class="facts">{plural(destroyed, 'instance')} destroyed</span>}
      </h4>
      {locations.length > 0 && (
        <ul class="locations">
          {locations.map(({ code, instances }) => (
            <li key={code} class="location">
              <span class="location-code">{code}</span>
              <ul>
                {instances.map((instance) => (
                  <Instance key={instance.uuid} instance={instance} inspector={inspector} />
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
      <DatabaseSql database={{ organization, name }} inspector={inspector} />
    </div>
  );
}

function Instance({ instance, inspector }: { instance: InstanceNode; inspector: Inspector }) {
  const { name, isPrimary, status, failureMessage } = instance;
  return (
    <li class="instance" data-status={status} data-primary={isPrimary}>
      <span class="instance-name">{name}</span>
      <span class="facts">
        {isPrimary ? 'primary' : 'replica'}
        {status !== 'ready' && `, ${status}`}
        {failureMessage !== undefined && `: ${failureMessage}`}
        {status === 'provisioning' && <Progress instance={instance} inspector={inspector} />}
      </span>
    </li>
  );
}

/** The progress of an instance. A manual transition has no measure. */
function Progress({ instance: { createdAt, dueAt }, inspector }: { instance: InstanceNode; inspector: Inspector }) {
  void inspector.tick.value;
  const now = inspector.mirror.now();
  return (
    <>
      {dueAt !== undefined && `, ${formatTimeSpan(dueAt - now)} left`}
      <span class="progress" data-endless={dueAt === undefined} aria-hidden="true">
        <span style={{ width: dueAt === undefined ? '100%' : `${100 * progress(createdAt, dueAt, now)}%` }} />
      </span>
    </>
  );
}
