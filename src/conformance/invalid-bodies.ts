import type { JsonValue } from '../contract/http-message.ts';
import type { RequestBody } from '../contract/operation.ts';
import type { JsonObject } from './request.ts';

/** A change that makes a body invalid. */
export interface InvalidBody {
  /** The name of the probe, such as `body without name`. */
  readonly name: string;
  /** Makes the invalid body from a valid one. */
  readonly of?: (valid: JsonObject) => JsonObject;
  /** Text to send instead of the body; '' sends none. */
  readonly raw?: string;
}

const ofAnyType: readonly JsonValue[] = [17, 'seventeen', true, [], {}, null];
const impossibleTexts: readonly JsonValue[] = ['', '§', ' '];
const impossibleNumbers: readonly JsonValue[] = [-1, 0, 1.5];

/**
 * Derives invalid bodies from the body's own schema: a property that is missing, of another type, or impossible; text
 * that is not JSON; no body at all.
 */
export function invalidBodies(declared: RequestBody, valid: JsonObject): InvalidBody[] {
  const isForm = declared.mediaType !== 'application/json';
  const isRefused = (body: JsonValue): boolean => declared.check(body).length > 0;
  const found: InvalidBody[] = [];
  const instead = (property: string, values: readonly JsonValue[], name: string): void => {
    const unfit = values.find((value) => isRefused({ ...valid, [property]: value }));
    if (unfit !== undefined) found.push({ name, of: (body) => ({ ...body, [property]: unfit }) });
  };

  for (const property of declared.properties) {
    if (isRefused(without(valid, property))) {
      found.push({ name: `body without ${property}`, of: (body) => without(body, property) });
    }
    const own = valid[property];
    const field = declared.fields.get(property);
    if (own === undefined || !field || field.isFile) continue;
    // A form carries only text, so the wrong type there is a word instead of a number.
    const others = ofAnyType.filter((value) => typeof value !== typeof own && (!isForm || typeof value === 'string'));
    instead(property, others, `body with ${property} of another type`);
    const impossible = typeof own === 'string' ? impossibleTexts : impossibleNumbers;
    instead(property, impossible, `body with an impossible ${property}`);
  }
  if (!isForm) found.push({ name: 'body that is not JSON', raw: '{"' });
  if (declared.required) found.push({ name: 'body that is empty', raw: '' });
  return found;
}

function without(body: JsonObject, property: string): JsonObject {
  const { [property]: _, ...rest } = body;
  return rest;
}
