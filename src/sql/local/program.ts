import type { Arguments, Condition, Outcome, Program, SqlError } from '../engine.ts';
import { bothKindsOfArguments, manyStatements, noStatement } from './errors.ts';
import type { ParsedText, Statement } from './parse.ts';

/** A step that was parsed. */
export interface ParsedStep {
  readonly statement: Statement;
  readonly arguments: Arguments;
  readonly wantRows: boolean;
  readonly condition: Condition | undefined;
}

/** The steps of a program, or why none of them may run. */
export type ParsedProgram =
  | { readonly steps: readonly ParsedStep[]; readonly error?: undefined }
  | { readonly steps?: undefined; readonly error: SqlError };

/** Parses all texts of a program. A script becomes steps of which each waits for the success of the one before it. */
export function parseProgram(program: Program, parse: (sql: string) => ParsedText): ParsedProgram {
  if (program.type === 'script') {
    const { statements, error } = parse(program.sql);
    if (error) return { error };
    return {
      steps: statements.map((statement, index) => ({
        statement,
        arguments: {},
        wantRows: false,
        condition: index === 0 ? undefined : { type: 'ok', step: index - 1 },
      })),
    };
  }
  const steps: ParsedStep[] = [];
  for (const step of program.steps) {
    const { statements, error } = parse(step.sql);
    if (error) return { error };
    if (statements.length !== 1) return { error: statements.length === 0 ? noStatement : manyStatements };
    const given = step.arguments ?? {};
    if (given.positional?.length && given.named?.length) return { error: bothKindsOfArguments };
    steps.push({
      statement: statements[0]!,
      arguments: given,
      wantRows: step.wantRows ?? true,
      condition: step.condition,
    });
  }
  return { steps };
}

/** The outcomes of a script end with the first error; the statements behind it were never reached. */
export function outcomesOf(program: Program, outcomes: readonly Outcome[]): readonly Outcome[] {
  if (program.type !== 'script') return outcomes;
  const error = outcomes.findIndex(({ type }) => type === 'error');
  return error < 0 ? outcomes : outcomes.slice(0, error + 1);
}
