/** Creates a function that makes a value when it is first called, and returns it ever after. An error is not kept. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
