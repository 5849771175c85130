import type { TursoSchemas } from '../../../../src/client/turso-2026.ts';
import type { Database, Group } from './state.ts';

function isOnAws({ locations }: Group): boolean {
  return locations[0]!.startsWith('aws-');
}

function versionOf(group: Group): string {
  return isOnAws(group) ? 'tech-preview' : 'v0.24.29';
}

/** A group as replies show it. */
export function groupShown(group: Group): TursoSchemas['Group'] {
  return {
    uuid: group.id,
    name: group.name,
    primary: group.locations[0]!,
    locations: [...group.locations],
    version: versionOf(group),
    archived: group.archived,
    delete_protection: group.isProtected,
    status: { locations: group.locations.map((name) => ({ name, status: 'up' })) },
  };
}

/** The host of a database; one on AWS names its region. */
export function hostnameOf({ name, group }: Database): string {
  return `${name}-${group.organization}.${isOnAws(group) ? `${group.locations[0]}.` : ''}turso.io`;
}

/** A database as replies show it; the engine is that of its id. */
export function databaseShown(database: Database): TursoSchemas['Database'] {
  const { id, name, group, parent, isProtected } = database;
  return {
    Name: name,
    DbId: id,
    Hostname: hostnameOf(database),
    group: group.name,
    regions: [...group.locations],
    primaryRegion: group.locations[0]!,
    block_reads: false,
    block_writes: false,
    delete_protection: isProtected,
    parent,
    type: 'logical',
    version: versionOf(group),
    // Byte 5 of the id tells the engine.
    database_type: id.slice(11, 13) === '10' ? 'tursodb' : 'libsql',
    sleeping: group.archived,
    archived: group.archived,
    allow_attach: false,
    is_schema: false,
    schema: null,
  };
}

/** The part of a deleted database that the model knows. */
export function deletedDatabaseShown({ DbId, Name, group }: TursoSchemas['DatabaseV3']) {
  return { id: DbId, name: Name, group };
}
