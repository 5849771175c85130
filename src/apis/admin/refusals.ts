import type { JsonValue } from '../../contract/http-message.ts';
import type { Violation } from '../../contract/problem.ts';
import { type Refusal, type FindRefusal, createRefusals, type InvalidValue } from '../../contract/refusals.ts';
import { messages } from './messages.ts';

const table = createRefusals({
  // Nothing can have such a name or number, so it is not there.
  '/path/faultId': notFound(({ faultId }) => messages.faultNotFound(text(faultId))),
  '/path/exchangeId': notFound(({ exchangeId }) => messages.exchangeNotFound(text(exchangeId))),
  '/path/organization': notFound(({ organization }) => messages.organizationNotFound(text(organization))),
  '/path/database': notFound(({ organization, database }) =>
    messages.databaseNotFound(text(organization), text(database)),
  ),
  // The name of a sandbox is looked up before it comes here; `*` alone stands for none and is no name.
  '/query/sandbox': ({ violations }) => ({ status: 404, message: messages.allSandboxes, violations }),
  '/body/name': inWords(messages.notASandboxName),
  '/body/by': inWords(messages.notADuration),
  '/body/after': inWords(messages.notADuration),
  '/body/transitions/after': inWords(messages.notADuration),
});

/** How Mockplane's own API refuses a value that does not fit its place: in general with 400 and each place. */
export const adminRefusals: FindRefusal = (operationId, pointer) => {
  const place = snapshotPlaces.get(operationId);
  const isInSnapshot = place !== undefined && `${pointer}/`.startsWith(`${place}/`);
  return isInSnapshot ? ({ violations, body }) => refuseSnapshot(place, violations, body) : table(operationId, pointer);
};

/** Where operations take a snapshot. */
const snapshotPlaces: ReadonlyMap<string, string> = new Map([
  ['putSnapshot', '/body'],
  ['createSandbox', '/body/snapshot'],
]);

function notFound(message: (parameters: InvalidValue['parameters']) => string) {
  return ({ parameters }: InvalidValue): Refusal => ({ status: 404, message: message(parameters), violations: [] });
}

/** A pattern says little to people. */
function inWords(words: string) {
  return ({ violation, violations }: InvalidValue): Refusal | undefined => {
    if (!violation.message.startsWith('must match ')) return undefined;
    const { pointer } = violation;
    const shown = violations.map((each) => (each === violation ? { pointer, message: words } : each));
    return {
      status: 400,
      message: `${pointer.slice('/body/'.length).replaceAll('/', '.')} ${words}`,
      violations: shown,
    };
  };
}

/** @param place where the snapshot stands in the body */
function refuseSnapshot(place: string, violations: readonly Violation[], body: JsonValue | undefined): Refusal {
  const snapshot = place === '/body' ? body : (body as { snapshot?: unknown }).snapshot;
  return snapshotRefusal(
    snapshot,
    violations.filter(({ pointer }) => `${pointer}/`.startsWith(`${place}/`)),
    place,
  );
}

/** How a snapshot is refused. One of a later format is that, whatever else it has that is not known here. */
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
