import type { DocumentError } from '../documents/finding.ts';

/** Whether an error says what is wrong with a document, without the code that reads documents. */
export function isDocumentError(error: unknown): error is DocumentError {
  return error instanceof Error && error.name === 'DocumentError';
}
