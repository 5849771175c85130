import type { Api } from '../../contract/api.ts';
import type { JsonValue } from '../../contract/http-message.ts';
import { Problem } from '../../contract/problem.ts';
import { messages } from './messages.ts';

/** Drizzle's seeds are larger than the bodies of a control plane. */
const bodyLimit = 16_777_216;

/** SQL over HTTP's own ways: text for a broken protocol, `{error}` for the rest. */
export const hranaApi = {
  name: 'hrana',
  title: 'SQL over HTTP',
  prefixes: ['/_db'],
  isAdmin: false,
  transport: { bodyLimit, crossOrigin: true },
  errorSchema: '/components/schemas/AnyError',
  errorMediaType: 'application/json',
  refusals: () => undefined,
  errorBody({ status, message, code }: Problem): JsonValue {
    if (status === 400) return code === undefined ? message : { message, code };
    return { error: status === 401 ? messages.unauthorized(message) : message };
  },
};
