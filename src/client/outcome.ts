type SuccessStatus = 200 | 201 | 202 | 203 | 204;

/** The registered statuses of errors (IANA). A `default` response stands for those that the operation does not list. */
type ErrorStatus = ClientErrorStatus | ServerErrorStatus;

type ClientErrorStatus =
  | (400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417 | 418)
  | (421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451);

type ServerErrorStatus = 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511;

type BodyOf<R> = R extends { content: infer Content } ? Content[keyof Content] : undefined;

interface Success<Status, Body> {
  readonly status: Status;
  readonly data: Body;
  readonly error?: undefined;
  readonly response: Response;
}

interface Failure<Status, Body> {
  readonly status: Status;
  readonly data?: undefined;
  readonly error: Body;
  readonly response: Response;
}

/**
 * The result of a call: one member for each documented status, and one for every other status of an error, which the
 * contract documents as `default`. Narrow it by `status`, or by the presence of `error`.
 *
 * @example
 * const result = await turso.POST('/v1/organizations/{org_slug}/databases', …);
 * if (result.status === 409) console.log(result.error.error);
 */
export type Outcome<Operation> = Operation extends { responses: infer Responses }
  ? {
      [Status in keyof Responses]: Status extends SuccessStatus
        ? Success<Status, BodyOf<Responses[Status]>>
        : Failure<Status extends 'default' ? Exclude<ErrorStatus, keyof Responses> : Status, BodyOf<Responses[Status]>>;
    }[keyof Responses]
  : never;
