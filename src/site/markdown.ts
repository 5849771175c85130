import { Marked, type Tokens } from 'marked';
import { renderCode } from './highlight.ts';
import { escapeHtml } from './html.ts';

/** A rendered page of the guide. */
export interface Article {
  title: string;
  /** The first paragraph, as plain text. */
  description: string;
  html: string;
  sections: { id: string; title: string }[];
}

/** A picture in a page. With its size known, the text below does not move while it loads. */
export interface Image {
  src: string;
  width: number;
  height: number;
}

/** Resolves the links of a page. */
export interface LinkTargets {
  /** Finds the picture `images/name.png`. @throws Error when there is none */
  image(href: string): Image;
  /** Resolves `other.md` or `other.md#section` to a link. @throws Error when there is no such page */
  page(href: string): string;
  /** The link to an operation in the reference; undefined for a text that names none. */
  operation(id: string): string | undefined;
}

/** Renders a page of the guide from its Markdown. Names of operations in code become links into the reference. */
export function renderMarkdown(markdown: string, targets: LinkTargets): Article {
  const sections: Article['sections'] = [];
  let title = '';
  let description = '';
  let section = '';
  const slug = slugger();
  const marked = new Marked();
  marked.use({
    renderer: {
      heading({ tokens, depth }) {
        const html = this.parser.parseInline(tokens);
        const text = plainText(html);
        if (depth === 1) {
          title = text;
          return `<h1>${html}</h1>\n`;
        }
        const id = slug(text);
        section = text;
        if (depth === 2) sections.push({ id, title: text });
        return `<h${depth} id="${id}">${html}<a class="anchor" href="#${id}" aria-label="Link to ${escapeHtml(text)}">#</a></h${depth}>\n`;
      },
      paragraph({ tokens }) {
        const html = this.parser.parseInline(tokens);
        description ||= plainText(html);
        return `<p>${html}</p>\n`;
      },
      code({ text, lang }) {
        return renderCode(text, (lang ?? '').split(' ')[0] ?? '');
      },
      codespan({ text }) {
        // A single word must not break in a table; a longer text may wrap.
        const html = `<code${/\s/.test(text) ? '' : ' class="word"'}>${escapeHtml(text)}</code>`;
        const href = targets.operation(text);
        return href ? `<a href="${href}">${html}</a>` : html;
      },
      link({ href, tokens }) {
        const html = this.parser.parseInline(tokens);
        const target = /^[^:]+\.md(#|$)/.test(href) ? targets.page(href) : href;
        return `<a href="${escapeHtml(target)}">${html}</a>`;
      },
      image({ href, text }) {
        const { src, width, height } = targets.image(href);
        return `<img src="${escapeHtml(src)}" alt="${escapeHtml(text)}" width="${width}" height="${height}" loading="lazy">`;
      },
      table(table) {
        return renderTable(table, section, (cell) => this.parser.parseInline(cell.tokens));
      },
    },
  });
  const html = marked.parse(markdown, { async: false });
  return { title, description, html, sections };
}

/** Renders a table in a frame of its own, which scrolls on a narrow screen. */
function renderTable(
  { header, rows }: Tokens.Table,
  section: string,
  inline: (cell: Tokens.TableCell) => string,
): string {
  const head = header
    .map((cell) => `<th scope="col" role="columnheader"${numberClass(cell)}>${inline(cell)}</th>`)
    .join('');
  const body = rows
    .map((row) => {
      const cells = row.map((cell, column) => renderCell(cell, header[column]?.text ?? '', inline));
      return `<tr role="row">${cells.join('')}</tr>`;
    })
    .join('\n');
  // On a phone, three columns of text are too narrow side by side. Figures are compared down a column.
  const stacks = header.length > 2 && !rows.some((row) => row.some((cell) => numberClass(cell) !== ''));
  const label = header
    .map((cell) => cell.text)
    .filter(Boolean)
    .join(', ');
  return `<div class="table" role="region" tabindex="0" aria-label="${escapeHtml(`${section}: ${label}`)}">
<table role="table"${stacks ? ' class="stacks"' : ''}><thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">${body}</tbody></table></div>\n`;
}

/** Renders a cell with the name of its column, which a phone shows beside it. Styles take a table's roles away. */
function renderCell(cell: Tokens.TableCell, column: string, inline: (cell: Tokens.TableCell) => string): string {
  return `<td role="cell" data-column="${escapeHtml(column)}"${numberClass(cell)}>${inline(cell)}</td>`;
}

/** The longest number in a table, in characters. Longer cells are text and may wrap. */
const longestFigure = 20;

/** Markdown aligns numbers to the right. They must not wrap. */
function numberClass({ align, text }: Tokens.TableCell): string {
  if (align !== 'right') return '';
  return text.length > longestFigure ? '' : ' class="number"';
}

/** The text of a piece of HTML, without its tags. */
export function plainText(html: string): string {
  const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
  return html.replace(/<[^>]+>/g, '').replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
}

/** Creates the ids of headings: lower case with hyphens, numbered when a page repeats one. */
function slugger(): (text: string) => string {
  const seen = new Map<string, number>();
  return (text) => {
    const slug = text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  };
}
