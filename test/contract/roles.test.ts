import { describe, expect, it } from 'vitest';
import { tokenScopes } from '../../src/apis/turso/resources/token-scopes.ts';
import type { JsonObject } from '../helpers/documents.ts';
import { operations } from '../helpers/operations.ts';

const of2026 = operations.filter(({ api }) => api === 'turso-2026');
const isOfOrganization = (path: string): boolean => /\{organization(?:Slug|Id)\}/.test(path);

const roles = ['viewer', 'member', 'admin', 'owner'];
const plans = [undefined, 'paid', 'scaler', 'pro'];
const scopes: readonly string[] = ['none', ...tokenScopes];

describe('the contract of 2026', () => {
  it.each(of2026.filter(({ path }) => isOfOrganization(path)))(
    'says which role, scope and plan $id needs in an organization',
    ({ node }) => {
      expect(roles).toContain(node['x-role']);
      expect(scopes).toContain(node['x-scope']);
      expect(plans).toContain(node['x-plan']);
    },
  );

  it.each(of2026.filter(({ path }) => !isOfOrganization(path)))(
    'names no role for $id, which is in no organization',
    ({ node }) => {
      expect(node).not.toHaveProperty('x-role');
      expect(['none', undefined]).toContain(node['x-scope']);
      expect(plans).toContain(node['x-plan']);
    },
  );

  it.each(of2026.filter(({ node }) => node['x-plan'] !== undefined))(
    'documents the refusal of $id below its plan',
    ({ node }) => {
      const refusals = ['400', '402', '403'].filter((status) => status in (node['responses'] as JsonObject));
      expect(refusals).not.toEqual([]);
    },
  );
});
