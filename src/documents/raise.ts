import type { Document } from '../contract/document.ts';
import { isObject } from './is-object.ts';
import { libraries } from './load-libraries.ts';

/** The versions of OpenAPI that can be read, by the beginning of the version that a document states. */
const versions = ['2.0', '3.0', '3.1', '3.2'] as const;

/** A version of OpenAPI. */
export type Version = (typeof versions)[number];

/** The version of OpenAPI that a document is written in. @returns what is wrong where it is none that can be read */
export function detectVersion(document: Record<string, unknown>): Version | { readonly problem: string } {
  const stated = document['openapi'] ?? document['swagger'];
  const known = `${versions.slice(0, -1).join(', ')} and ${versions.at(-1)}`;
  if (stated === undefined) {
    if ('asyncapi' in document) return { problem: 'is an AsyncAPI document; Mockplane reads OpenAPI' };
    return { problem: `must state its version: openapi or swagger; Mockplane reads OpenAPI ${known}` };
  }
  const text = typeof stated === 'number' ? stated.toFixed(1) : String(stated);
  const version = versions.find((each) => text === each || text.startsWith(`${each}.`));
  return version ?? { problem: `is written in version ${text}; Mockplane reads OpenAPI ${known}` };
}

/** Raises a document to OpenAPI 3.1. The given document must not be used any more. @throws Error when it cannot be */
export function raise(document: Record<string, unknown>, version: Version): Document {
  if (version === '2.0') document['swagger'] = '2.0';
  const raised = version === '3.1' || version === '3.2' ? document : libraries().upgrade(document, '3.1');
  if (!isObject(raised)) throw new Error('the upgrade gave no document');
  return raised as unknown as Document;
}
