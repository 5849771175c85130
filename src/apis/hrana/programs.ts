import type { Arguments, Program, Step } from '../../sql/engine.ts';
import { toCondition } from './conditions.ts';
import type { StoredTexts } from './stored-texts.ts';
import { fromWire } from './values.ts';
import type { Version, WireBatch, WireStatement } from './wire.ts';

/** One statement as a program. @throws Problem 400 for what breaks the protocol */
export function statementProgram(statement: WireStatement, texts: StoredTexts, version: Version): Program {
  return { type: 'steps', steps: [toStep(statement, texts, version)] };
}

/** A batch as a program. @throws Problem 400 for what breaks the protocol */
export function batchProgram({ steps }: WireBatch, texts: StoredTexts, version: Version): Program {
  return {
    type: 'steps',
    steps: steps.map(({ stmt, condition }, index) => {
      const step = toStep(stmt, texts, version);
      return condition === undefined || condition === null
        ? step
        : { ...step, condition: toCondition(condition, index, version) };
    }),
  };
}

function toStep(statement: WireStatement, texts: StoredTexts, version: Version): Step {
  const sql = texts.resolve(statement, version);
  const given = toArguments(statement);
  return {
    sql,
    ...(given && { arguments: given }),
    ...(statement.want_rows === false && { wantRows: false }),
  };
}

/** Empty lists are no arguments. */
function toArguments({ args = [], named_args: named = [] }: WireStatement): Arguments | undefined {
  if (args.length === 0 && named.length === 0) return undefined;
  return {
    ...(args.length > 0 && { positional: args.map(fromWire) }),
    ...(named.length > 0 && { named: named.map(({ name, value }) => ({ name, value: fromWire(value) })) }),
  };
}

/** The texts of a program, for the journal. */
export function sqlOf(program: Program): readonly string[] {
  return program.type === 'script' ? [program.sql] : program.steps.map(({ sql }) => sql);
}
