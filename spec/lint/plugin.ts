import { codeSamples } from './code-samples.ts';
import { defaultStatuses } from './default-statuses.ts';
import { exampleKeysKebabCase } from './example-keys-kebab-case.ts';
import { schemaBounds } from './schema-bounds.ts';
import { schemaDescribed } from './schema-described.ts';

/** The project's Redocly rules and decorators; `redocly.yaml` calls them `mockplane/…`. */
export default function mockplane() {
  return {
    id: 'mockplane',
    rules: {
      oas3: {
        'default-statuses': defaultStatuses,
        'schema-bounds': schemaBounds,
        'schema-described': schemaDescribed,
        'example-keys-kebab-case': exampleKeysKebabCase,
      },
    },
    decorators: { oas3: { 'code-samples': codeSamples } },
  };
}
