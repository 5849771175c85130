type SuccessStatus = 200 | 201 | 202 | 203 | 204;

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
 * The result of a call: one member for each documented status. Narrow it by `status`, or by the presence of `error`.
 *
 * @example
 * const result = await turso.POST('/v1/organizations/{org_slug}/databases', …);
 * if (result.status === 409) console.log(result.error.error);
 */
export type Outcome<Operation> = Operation extends { responses: infer Responses }
  ? {
      [Status in keyof Responses]: Status extends SuccessStatus
        ? Success<Status, BodyOf<Responses[Status]>>
        : Failure<Status, BodyOf<Responses[Status]>>;
    }[keyof Responses]
  : never;
