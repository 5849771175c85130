import { adminApi } from '../apis/admin/api.ts';
import { splitTarget } from './request-target.ts';

/** Where Mockplane's own API is. */
export const ownPrefix = adminApi.prefix;

/** Whether a request target is Mockplane's own, to which other rules apply than to what it mocks. */
export function isOwn(target: string): boolean {
  const { path } = splitTarget(target);
  return path === ownPrefix || path.startsWith(`${ownPrefix}/`);
}
