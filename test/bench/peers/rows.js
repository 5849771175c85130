/** All rows of a statement, in the form of Hrana. */
export function rows(statement) {
  return statement.all().map((row) => row.map(toValue));
}

function toValue(value) {
  if (value === null) return { type: 'null' };
  if (typeof value === 'bigint') return { type: 'integer', value: String(value) };
  return typeof value === 'number' ? { type: 'float', value } : { type: 'text', value };
}
