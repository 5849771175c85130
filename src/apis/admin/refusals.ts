import type { JsonValue } from '../../contract/http-message.ts';
import type { Violation } from '../../contract/problem.ts';
import { type Refusal, type FindRefusal, createRefusals, type InvalidValue } from '../../contract/refusals.ts';
import { nearestName } from '../../contract/nearest.ts';
import { timeForm } from '../../sandbox/clock/time.ts';
import { messages } from './messages.ts';

const table = createRefusals({
  // No resource can have such a name or number, so the answer is 404.
  '/path/faultId': notFound(({ faultId }) => messages.faultNotFound(text(faultId))),
  '/path/exchangeId': notFound(({ exchangeId }) => messages.exchangeNotFound(text(exchangeId))),
  '/path/organization': notFound(({ organization }) => messages.organizationNotFound(text(organization))),
  '/path/database': notFound(({ organization, database }) =>
    messages.databaseNotFound(text(organization), text(database)),
  ),
  // An unknown name is refused before validation. Only `*` gets here, and any value where the parameter is unknown.
  '/query/sandbox': ({ violation, violations }) =>
    violation.message.startsWith('is unknown')
      ? undefined
      : { status: 404, message: messages.allSandboxes, violations },
  '/query/wait': inWords(messages.notADuration),
  '/body/name': inWords(messages.notASandboxName),
  '/body/by': inWords(messages.notADuration),
  '/body/after': inWords(messages.notADuration),
  '/body/transitions/after': inWords(messages.notADuration),
  '/body/now': time,
  '/body/clock/now': time,
  '/body/organization': inWords('must be the slug of an organization'),
  '/body/database': inWords('must be the name of a database'),
  '/body/instance': inWords('must be the name of an instance'),
  '/body/group': inWords('must be the name of a group'),
  '/body/email': inWords('must be an email address'),
  '/body/example': inWords('must be the name of an example'),
  '/query/method': inWords('must be a method such as GET'),
  '/query/operation': inWords(messages.notAnOperation),
  'createFault /body/operation': unknownOperation,
});

/** The refusal for a value that breaks its schema in a request to the admin API; by default 400 with all violations. */
export const adminRefusals: FindRefusal = (operationId, pointer) => {
  const place = snapshotPlaces.get(operationId);
  const isInSnapshot = place !== undefined && `${pointer}/`.startsWith(`${place}/`);
  if (isInSnapshot) return ({ violations, body }) => refuseSnapshot(place, violations, body);
  return pointer.startsWith('/body/headers/') ? headerValue : table(operationId, pointer);
};

const headerValue = inWords('must be printable ASCII');

/** The pointer of the snapshot in a request, by operation. */
const snapshotPlaces: ReadonlyMap<string, string> = new Map([
  ['putSnapshot', '/body'],
  ['createSandbox', '/body/snapshot'],
]);

function notFound(message: (parameters: InvalidValue['parameters']) => string) {
  return ({ parameters }: InvalidValue): Refusal => ({ status: 404, message: message(parameters), violations: [] });
}

/** Rewords the violation of a pattern. */
function inWords(words: string) {
  return ({ violation, violations }: InvalidValue): Refusal | undefined =>
    violation.message.startsWith('must match ') ? reworded(violation, violations, words) : undefined;
}

function time({ violation, violations }: InvalidValue): Refusal | undefined {
  const isForm = /^must (?:match |be a valid )/.test(violation.message);
  return isForm ? reworded(violation, violations, timeForm) : undefined;
}

const oneOf = 'must be one of ';

/** Suggests a name: all that there are would fill a page. */
function unknownOperation({ body, violation, violations }: InvalidValue): Refusal | undefined {
  const { pointer, message } = violation;
  if (!message.startsWith(oneOf)) return undefined;
  const id = (body as { operation?: JsonValue }).operation;
  if (typeof id !== 'string') return undefined;
  const found = { pointer, message: messages.notAnOperation };
  return {
    status: 400,
    message: messages.unknownOperation(id, nearestName(id, message.slice(oneOf.length).split(', '))),
    violations: violations.map((each) => (each === violation ? found : each)),
  };
}

/** Replaces the message about the schema's pattern or format, which says little to people. */
function reworded(violation: Violation, violations: readonly Violation[], words: string): Refusal {
  const { pointer } = violation;
  // A text of the wrong form may break both the pattern and the format.
  const kept = violations.filter((each) => each === violation || each.pointer !== pointer);
  const shown = kept.map((each) => (each === violation ? { pointer, message: words } : each));
  return {
    status: 400,
    message: `${nameOf(pointer)} ${words}`,
    violations: shown,
  };
}

/** `/body/transitions/after` → `transitions.after`; `/query/wait` → `query parameter wait` */
function nameOf(pointer: string): string {
  const [, part, ...rest] = pointer.split('/');
  return part === 'body' ? rest.join('.') : `${part} parameter ${rest.join('/')}`;
}

/** @param place the pointer of the snapshot */
function refuseSnapshot(place: string, violations: readonly Violation[], body: JsonValue | undefined): Refusal {
  const snapshot = place === '/body' ? body : (body as { snapshot?: unknown }).snapshot;
  return snapshotRefusal(
    snapshot,
    violations.filter(({ pointer }) => `${pointer}/`.startsWith(`${place}/`)),
    place,
  );
}

/**
 * The refusal of a snapshot. A snapshot of a later format gets the message about its version, whatever else is unknown.
 *
 * @param place the pointer of the snapshot
 */
export function snapshotRefusal(snapshot: unknown, violations: readonly Violation[], place = '/body'): Refusal {
  const version = (snapshot as { version?: unknown } | null)?.version;
  const ofVersion = violations.filter(({ pointer }) => pointer === `${place}/version`);
  if (typeof version === 'number' && version > 1 && ofVersion.length > 0) {
    return { status: 422, message: messages.newerSnapshot(version), violations: ofVersion };
  }
  return { status: 422, message: messages.unsound(violations.length), violations };
}

function text(value: JsonValue | undefined): string {
  return String(value);
}
