import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../helpers/folders.ts';
import { benchFolder } from '../folder.ts';
import { withSchemaExamples } from '../subjects/documents.ts';
import { peers } from '../subjects/peers.ts';
import type { Subject } from '../subjects/subject.ts';
import { getBook } from './cases.ts';
import { documentSubjects } from './results.ts';

/** The document that all servers serve. */
export const bookshopFile = join(benchFolder, 'document/bookshop.json');

/** Mockplane and the peers that read a document of OpenAPI 3.1. @param folder for the copy that Mockoon needs */
export function documentServers(folder: string): Subject[] {
  const copy = join(folder, 'bookshop-schema-examples.json');
  const document = JSON.parse(readFileSync(bookshopFile, 'utf8')) as Parameters<typeof withSchemaExamples>[0];
  writeFileSync(copy, JSON.stringify(withSchemaExamples(document)));
  const mockplane: Subject = {
    id: 'mockplane',
    kind: 'mockplane',
    args: (port) => [join(root, 'dist/cli/main.js'), 'mock', bookshopFile, '--port', String(port), '--quiet'],
  };
  const others = peers({ contract: bookshopFile, withSchemaExamples: copy, openapi30: bookshopFile });
  return [mockplane, ...others]
    .filter(({ id }) => documentSubjects.some((each) => each === id))
    .map((subject) => ({ ...subject, probe: getBook }));
}
