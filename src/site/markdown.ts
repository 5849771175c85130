import { Marked, type Tokens } from 'marked';
import { renderCode } from './highlight.ts';
import { escapeHtml } from './html.ts';

export interface Article {
  title: string;
  /** The first paragraph, as plain text. */
  description: string;
  html: string;
  sections: { id: string; title: string }[];
}

/** A picture in a page, with its size, so that the text below it stays where it is while it loads. */
export interface Image {
  src: string;
  width: number;
  height: number;
}

export interface LinkTargets {
  /** The picture that `images/name.png` names; throws where there is none. */
  image(href: string): Image;
  /** Where `other.md` or `other.md#section` leads from the page; throws where there is no such page. */
  page(href: string): string;
  /** Where the reference shows an operation, if the name is one. */
  operation(id: string): string | undefined;
}

/** A guide page from its Markdown. A name of an operation in code becomes a link to the reference. */
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
        // In a table a word stays whole; a sentence may wrap.
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

/** A table in a frame of its own, which scrolls where the screen is narrow. */
function renderTable(
  { header, rows }: Tokens.Table,
  section: string,
  inline: (cell: Tokens.TableCell) => string,
): string {
  const head = header.map((cell) => `<th scope="col"${numberClass(cell)}>${inline(cell)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `<td${numberClass(cell)}>${inline(cell)}</td>`).join('')}</tr>`)
    .join('\n');
  const label = header
    .map((cell) => cell.text)
    .filter(Boolean)
    .join(', ');
  return `<div class="table" role="region" tabindex="0" aria-label="${escapeHtml(`${section}: ${label}`)}">
<table><thead><tr>${head}</tr></thead>
<tbody>${body}</tbody></table></div>\n`;
}

/** How long a figure may be before it is rather a text. */
const longestFigure = 20;

/** A cell that Markdown sets to the right holds a figure, which is not to be broken into lines. */
function numberClass({ align, text }: Tokens.TableCell): string {
  if (align !== 'right') return '';
  return text.length > longestFigure ? '' : ' class="number"';
}

function plainText(html: string): string {
  const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
  return html.replace(/<[^>]+>/g, '').replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
}

/** Ids of headings: lower case with hyphens, numbered where a page repeats one. */
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
