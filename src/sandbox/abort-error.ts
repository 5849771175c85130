/** An error that ends a wait. It does not use `DOMException`, which test environments replace by a class of their own. */
export function abortError(message: string): Error {
  const error = new Error(message);
  error.name = 'AbortError';
  return error;
}
