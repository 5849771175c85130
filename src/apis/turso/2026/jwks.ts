import type { operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { messages } from '../messages.ts';
import { findOrganization } from '../resources/find.ts';

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/organizations.go */
export const listJwks: Handler<operations['listJwks']> = ({ path }, context) => {
  const rows = context.store.jwks.ofOrganization(findOrganization(context, path).slug);
  return { status: 200, body: { jwks: rows.map(({ name, url }) => ({ jwks_name: name, jwks_url: url })) } };
};

/** Keeps where an issuer's keys are. Nothing is fetched from there, so its tokens open no database here. */
export const saveJwks: Handler<operations['saveJwks']> = ({ path, body }, context) => {
  const { jwks_url: url, region = '' } = body;
  const { name } = path;
  context.store.jwks.set({ organization: findOrganization(context, path).slug, name, url, region });
  return { status: 200, body: { jwks: { jwks_name: name, jwks_url: url } } };
};

export const removeJwks: Handler<operations['removeJwks']> = ({ path }, context) => {
  const { jwks } = context.store;
  const { slug } = findOrganization(context, path);
  if (!jwks.get(slug, path.name)) throw new Problem(404, messages.jwksNotFound(path.name));
  jwks.remove(slug, path.name);
  return { status: 200, body: undefined };
};
