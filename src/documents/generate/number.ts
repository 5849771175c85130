import type { Random } from './random.ts';
import type { AnySchema } from './schema.ts';

/** The span of a number that has at most one bound. */
const span = 1000;

/**
 * Makes a number under a schema.
 *
 * @param isInteger whether it must be whole
 * @param preferred the number to take if it fits
 */
export function makeNumber(schema: AnySchema, isInteger: boolean, random: Random, preferred?: number): number {
  const step = schema.multipleOf ?? (isInteger ? 1 : 0.01);
  const whole = isInteger && !Number.isInteger(step) ? smallestWhole(step) : step;
  let low = schema.minimum ?? -Infinity;
  let high = schema.maximum ?? Infinity;
  const { exclusiveMinimum: over, exclusiveMaximum: under } = schema;
  const middle = (Math.max(low, Number(over ?? low)) + Math.min(high, Number(under ?? high))) / 2;
  if (typeof over === 'number') low = Math.max(low, above(over, whole));
  if (typeof under === 'number') high = Math.min(high, -above(-under, whole));
  if (preferred !== undefined && low <= preferred && preferred <= high && Number.isInteger(round(preferred / whole))) {
    return preferred;
  }
  if (low === -Infinity && high === Infinity) low = isInteger ? 1 : 0;
  if (high === Infinity) high = Math.max(low, 0) + span * whole;
  if (low === -Infinity) low = Math.min(high - span * whole, 0);
  // Narrow bounds may hold no multiple of a hundredth.
  const first = Math.ceil(round(low / whole));
  const last = Math.floor(round(high / whole));
  if (first > last) return schema.multipleOf === undefined && !isInteger ? middle : low;
  return round(random.integer(first, Math.min(last, first + span)) * whole);
}

/** The next multiple above a bound that is excluded. */
function above(bound: number, step: number): number {
  const next = Math.ceil(round(bound / step)) * step;
  return next > bound ? next : round(next + step);
}

function smallestWhole(step: number): number {
  for (let count = 1; count <= 1000; count++) {
    const multiple = round(step * count);
    if (Number.isInteger(multiple)) return multiple;
  }
  return 1;
}

/** Removes the error of binary fractions: 0.1 × 3 is 0.3. */
function round(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(15)) : value;
}
