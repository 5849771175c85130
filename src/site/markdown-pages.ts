import type { ApiDocument } from './documents.ts';
import type { Chapter } from './guide.ts';

/** The pages as Markdown, for programs that read text: path in the site → Markdown, and `llms.txt`, which lists them. */
export function markdownPages(chapters: readonly Chapter[], apis: readonly ApiDocument[]): Map<string, string> {
  const pages = new Map(chapters.map(({ name, markdown }) => [`guide/${name}.md`, markdownAt(markdown)]));
  pages.set('guide/index.md', `# Guide\n\n${listOf(chapters, '')}\n`);
  pages.set('docs/index.md', `# API reference\n\n${apis.map(operationsOf).join('\n')}`);
  pages.set('llms.txt', renderLlms(chapters, apis));
  return pages;
}

/** The files lie one folder higher than the pages. Links between pages, and to pictures, are the same. */
function markdownAt(markdown: string): string {
  return markdown.replaceAll('](../../', '](../');
}

function listOf(chapters: readonly Chapter[], folder: string): string {
  return chapters.map(({ name, title, description }) => `- [${title}](${folder}${name}.md): ${description}`).join('\n');
}

function operationsOf({ document, title, summary, operations }: ApiDocument): string {
  const rows = operations.map(({ id, method, path, summary: line }) => `- \`${method} ${path}\` (${id}): ${line}`);
  return `## ${title}\n\n${summary}\n\nDocument: [${document}.yaml](../openapi/${document}.yaml), [${document}.json](../openapi/${document}.json)\n\n${rows.join('\n')}\n`;
}

function renderLlms(chapters: readonly Chapter[], apis: readonly ApiDocument[]): string {
  const documents = apis.map(
    ({ document, title, summary }) => `- [${title}](openapi/${document}.yaml): OpenAPI 3.1 document. ${summary}`,
  );
  return `# Mockplane

> Runs the Turso Platform API and the ~okeanos Lambda API on your machine, as a server or as a fetch in your process. It keeps state, answers SQL, validates every request and response against the contract, and returns any documented response that you ask for.

## Guide

${listOf(chapters, 'guide/')}

## Reference

- [Operations](docs/index.md): every operation of every document, by method and path.
${documents.join('\n')}
`;
}
