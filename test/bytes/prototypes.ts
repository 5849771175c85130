/** Every value inherits from these; adding to one of them changes all values. */
const prototypes: readonly object[] = [
  Object.prototype,
  Array.prototype,
  String.prototype,
  Number.prototype,
  Boolean.prototype,
  Function.prototype,
  Promise.prototype,
  Map.prototype,
  Set.prototype,
  Error.prototype,
  Object,
];

/** The names that each of them has. */
export function ownNames(): string[] {
  return prototypes.map((each) => Reflect.ownKeys(each).map(String).join(', '));
}
