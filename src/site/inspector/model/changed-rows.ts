import type { RowChange } from './schemas.ts';

/** The values of a column before and after; undefined where the column has none. */
export interface ChangedValue {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Lists the values of a changed row. An updated row has only those that differ. */
export function changedValues({ before, after }: RowChange): {
  readonly kind: 'inserted' | 'updated' | 'deleted';
  readonly values: ChangedValue[];
} {
  const kind = before === undefined ? 'inserted' : after === undefined ? 'deleted' : 'updated';
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const values = [...names].map((name) => ({ name, before: textOf(before?.[name]), after: textOf(after?.[name]) }));
  return { kind, values: kind === 'updated' ? values.filter((value) => value.before !== value.after) : values };
}

function textOf(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
