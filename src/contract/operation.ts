import type { Reference, Schema, SecurityScheme } from './document.ts';
import type { JsonValue } from './http-message.ts';
import type { Shape } from './parameters/shape.ts';
import type { Spelling } from './parameters/spelling.ts';
import type { StyledParameter } from './parameters/styled.ts';
import type { NameTree } from './property-names.ts';
import type { ParseText } from './schema-types.ts';
import type { Check, Field } from './schemas.ts';

/** An operation of a contract, ready to check requests and responses. */
export interface Operation {
  /** The `operationId`; method and path where the contract gives none. */
  readonly id: string;
  /** `GET`, `POST`, … */
  readonly method: string;
  /** The path template: `/v1/organizations/{org_slug}`. */
  readonly path: string;
  /** The accepted security schemes, in the contract's order. */
  readonly security: readonly SecurityScheme[];
  /** The sets of schemes that let a request in: any set suffices, and each of its schemes is needed. */
  readonly requirements: readonly (readonly SecurityScheme[])[];
  /** Whether a request without any credential is let in as well. */
  readonly allowsAnonymous: boolean;
  readonly parameters: readonly Parameter[];
  readonly requestBody: RequestBody | undefined;
  /** By status, in the contract's order. */
  readonly responses: ReadonlyMap<number, Response>;
  /**
   * The responses for a range of statuses (`4XX`) and for all others (`default`), as the contract writes them. A
   * `default` that lists its statuses has an entry for each of them (`413`). Handlers may not answer with those.
   */
  readonly otherResponses: ReadonlyMap<string, Response>;
  readonly callbacks: readonly Callback[];
  /** The extensions of OpenAPI by name: `x-role`. */
  readonly extensions: Readonly<Record<string, JsonValue>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  /** Whether its schema asks for an integer. */
  readonly isInteger: boolean;
  /** Converts the text of a plain parameter. */
  readonly read: ParseText;
  readonly check: Check;
  /** A valid value, as text; empty where the contract has none. */
  readonly example: string;
  readonly exampleValue: JsonValue | undefined;
  /** How its value is spelt; absent for a plain text, which most parameters are. */
  readonly styled?: StyledParameter;
}

/** The body of a request: its first media type, and all of them. */
export interface RequestBody extends RequestContent {
  readonly required: boolean;
  /** In the contract's order. */
  readonly contents: readonly RequestContent[];
}

/** A media type of a request's body. */
export interface RequestContent {
  /** It may be a range: `image/*`. */
  readonly mediaType: string;
  /** Undefined where the contract has no schema: anything goes. */
  readonly schema: Schema | Reference | undefined;
  /** Names of the declared properties. */
  readonly properties: ReadonlySet<string>;
  /** Whether the schema allows properties that it does not name, in so many words. */
  readonly allowsOthers: boolean;
  /** Names of the properties that only responses have. */
  readonly readOnly: ReadonlySet<string>;
  /** Whether its schema allows a text or says nothing of the type. */
  readonly allowsText: boolean;
  /** Whether its schema stands for the bytes of one file. */
  readonly isFile: boolean;
  /** The names at every depth; collected when they are first asked for. */
  readonly names: () => NameTree;
  /** How a form's texts are read, by field. */
  readonly fields: ReadonlyMap<string, Field>;
  /** How a form's properties are sent: their styles and media types. */
  readonly form: FormProperties;
  readonly check: Check;
  readonly examples: ReadonlyMap<string, JsonValue>;
}

/** How a property of a form is sent. */
export interface FormProperty {
  readonly shape: Shape;
  /** Whether its value, or each value of its list, is a file. */
  readonly isFile: boolean;
  /** Whether its value, or each value of its list, is sent as JSON. */
  readonly isJson: boolean;
  /** The media types that a part may have; undefined where the contract names none. */
  readonly mediaTypes: readonly string[] | undefined;
  /** The headers that a part has. */
  readonly headers: ReadonlyMap<string, ResponseHeader>;
  /** Whether reserved characters must be percent-encoded: the contract says so itself. */
  readonly refusesReserved: boolean;
  /** How a urlencoded form spells it; undefined if it is one text or JSON. */
  readonly spelling: Spelling | undefined;
}

/** How the properties of a form are sent. */
export interface FormProperties {
  /** The names that the schema has. */
  names(): ReadonlySet<string>;
  of(name: string): FormProperty;
}

export interface Response {
  /** The status to answer with; for a range the first of it (400 for `4XX`), for `default` 200. */
  readonly status: number;
  /** The status as the contract writes it. */
  readonly key: string;
  readonly description: string;
  /** Undefined for a response without a body. */
  readonly content: ResponseContent | undefined;
  /** By name in lower case, in the contract's order. */
  readonly headers: ReadonlyMap<string, ResponseHeader>;
}

export interface ResponseContent {
  /** The first that the contract has. */
  readonly mediaType: string;
  /** The media type of a body. A response that has several sends texts by one that is not JSON. */
  readonly mediaTypeOf: (body: unknown) => string;
  readonly check: Check;
  /** By name, in the contract's order, those of all media types. */
  readonly examples: ReadonlyMap<string, JsonValue>;
  /** Every media type, in the contract's order. */
  readonly contents: readonly MediaContent[];
}

/** A media type of a response. */
export interface MediaContent {
  readonly mediaType: string;
  /** Undefined where the contract has no schema: anything goes. */
  readonly schema: Schema | Reference | undefined;
  readonly check: Check;
  readonly examples: ReadonlyMap<string, JsonValue>;
}

/** A documented header of a response. */
export interface ResponseHeader {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema | Reference | undefined;
  /** Checks the text of the header. */
  readonly check: (text: string) => ReturnType<Check>;
  /** Writes a value as the text of the header. */
  readonly write: (value: JsonValue) => string;
  /** The contract's example as text; undefined if it has none. */
  readonly example: string | undefined;
}

/** A request that the API makes of its own: a callback of an operation, or a webhook. Mockplane lists it only. */
export interface Callback {
  readonly name: string;
  /** The expression of its URL (`{$request.body#/url}`); undefined for a webhook. */
  readonly expression: string | undefined;
  /** `POST`, … */
  readonly method: string;
  /** Its `operationId`, if it has one. */
  readonly id: string | undefined;
  readonly summary: string | undefined;
  /** JSON Pointer to its operation object. */
  readonly pointer: string;
}
