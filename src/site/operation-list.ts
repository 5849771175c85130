import type { ApiDocument } from './documents.ts';
import { escapeHtml } from './html.ts';
import { operationAnchor } from './operation-anchor.ts';

/** Renders all operations of an API by tag, each as a link into the reference. */
export function renderOperations(api: ApiDocument, reference: string): string {
  const tags = new Set(api.operations.map((operation) => operation.tag));
  return [...tags]
    .map((tag) => {
      const rows = api.operations
        .filter((operation) => operation.tag === tag)
        .map((operation) => {
          const { method, path, summary } = operation;
          return `<li><a href="${reference}${operationAnchor(api, operation)}"><span class="summary">${escapeHtml(summary)}</span> <span class="call"><span class="method ${method.toLowerCase()}">${method}</span> ${renderPath(path)}</span></a></li>`;
        });
      return `<h4>${escapeHtml(tag)}</h4>\n<ul class="operations">\n${rows.join('\n')}\n</ul>`;
    })
    .join('\n');
}

/** Renders a path that may wrap after each slash. */
function renderPath(path: string): string {
  return `<span class="path">${escapeHtml(path).replaceAll('/', '<wbr>/')}</span>`;
}
