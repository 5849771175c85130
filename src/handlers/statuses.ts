type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

type NumberOf<Text> = Text extends `${infer Value extends number}` ? Value : never;

/** The statuses of a range: those of `4XX` are 400 to 499. */
type RangeOf<First extends number> = NumberOf<`${First}${Digit}${Digit}`>;

/** The statuses that a key of a document covers: `200`, `4XX`. Those of `default` depend on the other keys. */
type CoveredBy<Key> = Key extends number
  ? Key
  : Key extends `${infer First extends 1 | 2 | 3 | 4 | 5}${'XX' | 'xx'}`
    ? RangeOf<First>
    : never;

/**
 * The statuses of a response by its key, among all keys of the operation: those of a range without the statuses that are
 * documented by themselves, and those of `default` without all that are documented otherwise.
 */
export type StatusOf<Key, All> = Key extends number
  ? Key
  : Key extends 'default'
    ? Exclude<RangeOf<1 | 2 | 3 | 4 | 5>, CoveredBy<All>>
    : Exclude<CoveredBy<Key>, Extract<All, number>>;

/** The statuses of errors: those from 400 to 599 that the keys of an operation cover. */
export type ErrorStatusOf<Key> = Key extends 'default' ? RangeOf<4 | 5> : Extract<CoveredBy<Key>, RangeOf<4 | 5>>;
