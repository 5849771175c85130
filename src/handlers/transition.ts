import type { RowContext } from './base-context.ts';
import type { Collection } from './collection.ts';

/** A change of status that a handler schedules for a row, on the clock of the sandbox. */
export interface Transition<Row extends object> {
  /** Its name in the list of transitions: `order-shipped`. */
  readonly kind: string;
  readonly collection: Collection<Row>;
  /** The property with the status. */
  readonly property: keyof Row & string;
  readonly from: string;
  readonly to: string;
  /** The status after a fault rule made it fail; undefined if it cannot fail. */
  readonly failed?: string | undefined;
  /** Other changes to the row. */
  readonly changes?: ((row: Row, context: RowContext) => Partial<Row>) | undefined;
}

/** The properties of a transition. */
export interface TransitionOptions<Row extends object, Property extends keyof Row & string> {
  /** Unique among your transitions: `order-shipped`. */
  readonly kind: string;
  /** The property with the status. */
  readonly property: Property;
  /** The status before. Nothing happens to a row that has another status when the time has come. */
  readonly from: Row[Property] & string;
  /** The status after. */
  readonly to: Row[Property] & string;
  /** The status in place of `to` if a fault rule with `fail-transition` matches the call that schedules it. */
  readonly failed?: (Row[Property] & string) | undefined;
  /** Other changes to the row: `(order, { clock }) => ({ shippedAt: clock.now().toISOString() })`. */
  readonly changes?: ((row: Row, context: RowContext) => Partial<Row>) | undefined;
}

/**
 * Describes a change of status. A handler schedules it with `clock.schedule`.
 *
 * @example
 * const shipped = transition(orders, { kind: 'order-shipped', property: 'status', from: 'paid', to: 'shipped' });
 */
export function transition<Row extends object, Property extends keyof Row & string>(
  collection: Collection<Row>,
  { kind, property, from, to, failed, changes }: TransitionOptions<Row, Property>,
): Transition<Row> {
  if (!/^[A-Za-z][\w-]{0,63}$/.test(kind)) {
    throw new RangeError(
      `a transition has a kind such as "order-shipped": a letter, then letters, digits, _ or -, not "${kind}"`,
    );
  }
  for (const status of [from, to, ...(failed === undefined ? [] : [failed])]) {
    if (/^[\w-]{1,64}$/.test(status)) continue;
    throw new RangeError(`the statuses of ${kind} are texts such as "paid": letters, digits, _ or -, not "${status}"`);
  }
  return { kind, collection, property, from, to, failed, changes };
}
