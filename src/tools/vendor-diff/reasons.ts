import type { Change, Extra } from '../comparison/compare.ts';
import { lastPart } from '../comparison/extras.ts';

/** Why the contract leaves out a field of the vendor's document, by the last part of its name. */
const lackedBecause: Readonly<Record<string, string>> = {
  total: "Every known response has `usage` here. An edit of the vendor's document renamed it to `total`.",
};

/** Why the contract describes something otherwise, by the last part of its name and the property of its description. */
const changedBecause: Readonly<Record<string, string>> = {
  'timeline values': "The vendor's text lists them.",
  'username required': 'The vendor requires `email`, which the request does not have.',
  'role values': 'A member can be the owner; nobody can be added as one.',
  'code values': 'The list has misspelt codes and lacks newer ones.',
  'origin values': "The vendor's text lists them.",
  'scopes values': "The vendor's text lists them.",
  'locations deprecated': "The vendor's own clients need it.",
  'regions deprecated': "The vendor's own clients need it.",
  'version deprecated': 'The Turso CLI needs it.',
  'permissions deprecated': 'Databases on AWS refuse it.',
  'databases required': 'It is empty without.',
  'organization required': 'The target of a transfer cannot be left out.',
  'group required': 'Databases that were created without one went into `default`.',
  'type values': 'The Turso CLI sends the others.',
  'type required': 'A seed means nothing without its type.',
  'encryption_key required': 'Encryption needs a key.',
  'deleted required': 'The Turso CLI lists live databases at the same path.',
  'next type': 'The last page has none.',
};

/** Explains why the contract lacks something; empty when no reason is noted. */
export function reasonOfLack({ name }: Extra): string {
  return lackedBecause[lastPart(name)] ?? '';
}

/** Explains why the contract describes something otherwise; empty when no reason is noted. */
export function reasonOfChange({ part, name, about, ours }: Change): string {
  if (part === 'status') return 'Every refusal has a reason.';
  if (about === 'type' && part === 'request' && ours.includes('null')) {
    return name.startsWith('allowed_')
      ? '`null` removes the restriction.'
      : '`null` leaves it as it is. The Turso CLI sends that.';
  }
  return changedBecause[`${lastPart(name)} ${about}`] ?? '';
}
