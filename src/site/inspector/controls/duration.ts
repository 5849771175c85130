const grammar = /^(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w))+)$/;

/** Whether a text is a duration as the admin API reads it, such as `90s`, `1h30m` or `2d`. */
export function isDuration(text: string): boolean {
  return text.length <= 64 && grammar.test(text);
}
