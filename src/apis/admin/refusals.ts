import type { JsonValue } from '../../contract/http-message.ts';
import type { Violation } from '../../contract/problem.ts';
import { type Refusal, type FindRefusal, createRefusals, type InvalidValue } from '../../contract/refusals.ts';
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
  '/body/by': duration,
  '/body/after': duration,
  '/body/now': time,
});

/** The refusal for a value that breaks its schema in a request to the admin API; by default 400 with all violations. */
export const adminRefusals: FindRefusal = (operationId, pointer) =>
  operationId === 'putSnapshot' && pointer.startsWith('/body') ? unsound : table(operationId, pointer);

function notFound(message: (parameters: InvalidValue['parameters']) => string) {
  return ({ parameters }: InvalidValue): Refusal => ({ status: 404, message: message(parameters), violations: [] });
}

function duration({ violation, violations }: InvalidValue): Refusal | undefined {
  return violation.message.startsWith('must match ')
    ? reworded(violation, violations, messages.notADuration)
    : undefined;
}

function time({ violation, violations }: InvalidValue): Refusal | undefined {
  const isForm = /^must (?:match |be a valid )/.test(violation.message);
  return isForm ? reworded(violation, violations, timeForm) : undefined;
}

/** Replaces the message about the schema's pattern or format, which says little to people. */
function reworded(violation: Violation, violations: readonly Violation[], message: string): Refusal {
  const { pointer } = violation;
  // A text of the wrong form may break both the pattern and the format.
  const kept = violations.filter((each) => each === violation || each.pointer !== pointer);
  const shown = kept.map((each) => (each === violation ? { pointer, message } : each));
  return { status: 400, message: `${pointer.slice('/body/'.length)} ${message}`, violations: shown };
}

function unsound({ violations, body }: InvalidValue): Refusal {
  return snapshotRefusal(body, violations);
}

/**
 * The refusal of a snapshot. A snapshot of a later format gets the message about its version, whatever else is unknown.
 */
export function snapshotRefusal(snapshot: unknown, violations: readonly Violation[]): Refusal {
  const version = (snapshot as { version?: unknown } | null)?.version;
  const ofVersion = violations.filter(({ pointer }) => pointer === '/body/version');
  if (typeof version === 'number' && version > 1 && ofVersion.length > 0) {
    return { status: 422, message: messages.newerSnapshot(version), violations: ofVersion };
  }
  return { status: 422, message: messages.unsound(violations.length), violations };
}

function text(value: JsonValue | undefined): string {
  return String(value);
}
