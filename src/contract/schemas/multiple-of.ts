import type { FuncKeywordDefinition } from 'ajv/dist/2020.js';

/** How much a quotient of decimal fractions may be off, as a part of it: a few times what a 64-bit float rounds. */
const tolerance = 4 * Number.EPSILON;

/** Whether a number is a multiple of another one as their decimal texts are: 0.07 is one of 0.01. */
export function isMultiple(value: number, step: number): boolean {
  const quotient = value / step;
  return Math.abs(quotient - Math.round(quotient)) <= Math.abs(quotient) * tolerance;
}

/** The keyword of JSON Schema, without the error of binary fractions. */
export const multipleOf: FuncKeywordDefinition = {
  keyword: 'multipleOf',
  type: 'number',
  schemaType: 'number',
  compile(step: number) {
    const validate: ReturnType<NonNullable<FuncKeywordDefinition['compile']>> = (value: number) => {
      if (isMultiple(value, step)) return true;
      validate.errors = [{ keyword: 'multipleOf', params: { multipleOf: step } }];
      return false;
    };
    return validate;
  },
};
