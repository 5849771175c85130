import type { components, operations } from '../../contract/generated/admin.ts';
import { parseMilliseconds, formatDuration } from '../../sandbox/clock/duration.ts';
import type { Handler } from '../../sandbox/handler.ts';
import type { TransitionRow } from '../../sandbox/store/tables/transitions.ts';
import { formatTime } from '../../sandbox/clock/time.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { TransitionMode } from '../../sandbox/transitions.ts';
import { addDuration } from './clock.ts';
import type { AdminContext } from './context.ts';

type Schemas = components['schemas'];

/** Returns when transitions happen, and the pending ones. */
export const getTransitions: Handler<operations['getTransitions'], AdminContext> = (_input, context) => ({
  status: 200,
  body: toTransitions(context),
});

/** Sets when transitions happen, including the pending ones. */
export const setTransitions: Handler<operations['setTransitions'], AdminContext> = ({ body }, context) => {
  const { sandbox } = context;
  const { clock } = sandbox;
  const { store, transitions } = sandbox.context;
  const now = clock.now();
  const dueAt = body.mode === 'after' ? addDuration(body.after!, now, '/body/after') : null;
  sandbox.transaction(() => {
    transitions.setMode(modeOf(body));
    const pending = transitions.pending();
    if (body.mode === 'immediate') transitions.step(pending.length);
    else if (body.mode === 'manual') for (const { id } of pending) store.transitions.setDue(id, null);
    else for (const each of pending) if (each.dueAt === null) store.transitions.setDue(each.id, dueAt);
    transitions.resume();
  });
  return { status: 200, body: toTransitions(context) };
};

/** Applies the next pending transitions without moving the clock. */
export const stepTransitions: Handler<operations['stepTransitions'], AdminContext> = ({ body }, { sandbox }) => {
  const { transitions } = sandbox.context;
  const { count = 1, resource } = (body as typeof body | undefined) ?? {};
  const made = sandbox.transaction(() => transitions.step(count, resource));
  return {
    status: 200,
    body: {
      made: made.map((row) => toTransition(row, sandbox)),
      pending: transitions.pending().map((row) => toTransition(row, sandbox)),
    },
  };
};

/** Converts the contract's settings to a mode. */
export function modeOf({ mode, after }: Schemas['TransitionSettings']): TransitionMode {
  return mode === 'after' ? { mode, milliseconds: parseMilliseconds(after!)! } : { mode };
}

/** Converts a mode to the contract's settings. */
export function toSettings(mode: TransitionMode): Schemas['TransitionSettings'] {
  return { mode: mode.mode, ...(mode.mode === 'after' && { after: formatDuration(mode.milliseconds) }) };
}

function toTransitions({ sandbox }: AdminContext): Schemas['Transitions'] {
  const { transitions } = sandbox.context;
  return {
    ...toSettings(transitions.mode()),
    pending: transitions.pending().map((row) => toTransition(row, sandbox)),
  };
}

function toTransition(
  { id, kind, label, fromStatus, toStatus, failureMessage, dueAt }: TransitionRow,
  { transitionKinds }: Sandbox,
): Schemas['Transition'] {
  return {
    id,
    kind,
    api: transitionKinds[kind]!.api,
    resource: label,
    from: fromStatus,
    to: toStatus,
    ...(failureMessage !== '' && { failure: failureMessage }),
    ...(dueAt !== null && { dueAt: formatTime(dueAt) }),
  };
}
