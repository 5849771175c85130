/**
 * Reports a place that is wrong.
 *
 * @param repair makes the document sound by leaving out as little as possible
 */
export type Report = (level: 'error' | 'warning', pointer: string, message: string, repair: () => void) => void;
