/** An option that cannot be; the message says which and why. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}
