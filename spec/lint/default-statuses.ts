import type { VisitorContext } from './redocly.ts';

interface ResponseNode {
  'x-statuses'?: Readonly<Record<string, readonly string[]>>;
  content?: Readonly<Record<string, { examples?: Readonly<Record<string, unknown>> }>>;
}

/**
 * Requires `x-statuses` of a `default` response: the statuses of errors that it stands for, each with the names of its
 * examples. Every example belongs to one status.
 */
export function defaultStatuses() {
  return {
    Responses: {
      Response(response: ResponseNode, { report, location, key }: VisitorContext & { key: string | number }) {
        if (key !== 'default') return;
        const statuses = response['x-statuses'] ?? {};
        const listed = Object.values(statuses).flat();
        const examples = Object.values(response.content ?? {}).flatMap((media) => Object.keys(media.examples ?? {}));
        if (listed.length === 0) report({ message: 'A default response lists its statuses (x-statuses).', location });
        for (const status of Object.keys(statuses)) {
          if (!/^[45]\d\d$/.test(status)) report({ message: `\`${status}\` is no status of an error.`, location });
        }
        for (const name of listed.filter((each) => !examples.includes(each))) {
          report({ message: `There is no example \`${name}\`.`, location });
        }
        for (const name of examples.filter((each) => listed.filter((other) => other === each).length !== 1)) {
          report({ message: `Example \`${name}\` belongs to one status of x-statuses.`, location });
        }
      },
    },
  };
}
