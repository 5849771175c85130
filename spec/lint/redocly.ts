/** The part of Redocly's visitor context that the rules use. */
export interface VisitorContext {
  location: { child(key: string): unknown; source: { absoluteRef: string } };
  readonly report: (problem: { message: string; location?: unknown }) => void;
}

/** The members of a JSON Schema that the rules read. */
export interface SchemaNode {
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  description?: string;
  required?: string[];
  properties?: Record<string, unknown>;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  items?: unknown;
  maxItems?: number;
}
