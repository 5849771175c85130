/** The first segments of paths below an organization, which stand below `/v1` alone for the personal one. */
const ofOrganization = new Set([
  'billing',
  'databases',
  'groups',
  'invite',
  'invoices',
  'members',
  'subscription',
  'usage',
]);

const emptySlug = '/v1/organizations//';

/**
 * The path that a path of the personal organization stands for. The CLI leaves `organizations/{slug}` out where none is
 * selected, or only the slug: `/v1/databases` and `/v1/organizations//databases` are those of the personal organization,
 * whose slug is the user's name.
 */
export function personalPath(path: string, username: string): string {
  if (!path.startsWith('/v1/')) return path;
  if (path.startsWith(emptySlug)) return `/v1/organizations/${username}/${path.slice(emptySlug.length)}`;
  const end = path.indexOf('/', '/v1/'.length);
  const first = path.slice('/v1/'.length, end < 0 ? undefined : end);
  return ofOrganization.has(first) ? `/v1/organizations/${username}${path.slice('/v1'.length)}` : path;
}
