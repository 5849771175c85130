import { escapeHtml } from './html.ts';

type Token = 'comment' | 'string' | 'key' | 'keyword' | 'number' | 'flag';

/** At each position the first alternative that matches names the token. Other text stays plain. */
const grammars: Record<string, [Token, RegExp][]> = {
  sh: [
    ['comment', /(?<=^|\s)#[^\n]*/],
    ['string', /"(?:[^"\\]|\\.)*"|'[^']*'/],
    ['keyword', /(?<=^|\n)(?:curl|npm|npx|node|export|git|cd)\b/],
    ['flag', /(?<=\s)--?[A-Za-z][\w-]*/],
  ],
  json: [
    ['key', /"(?:[^"\\]|\\.)*"(?=\s*:)/],
    ['string', /"(?:[^"\\]|\\.)*"/],
    ['number', /-?\b\d[\d.eE+-]*/],
    ['keyword', /\b(?:true|false|null)\b/],
  ],
  yaml: [
    ['comment', /(?<=^|\s)#[^\n]*/],
    ['key', /(?<=^|\n)[ \t-]*[\w./{}$-]+(?=:)/],
    ['string', /"(?:[^"\\]|\\.)*"|'[^']*'/],
  ],
  ts: [
    ['comment', /\/\/[^\n]*|\/\*[\s\S]*?\*\//],
    ['string', /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/],
    [
      'keyword',
      /\b(?:import|from|export|const|let|await|async|function|return|if|else|throw|new|type|interface|as|case|switch|break|for|of|typeof|true|false|undefined)\b/,
    ],
    ['number', /\b\d+\b/],
  ],
};

/** Renders code as HTML. Tokens of the languages that the guide uses are marked. */
export function highlight(code: string, language: string): string {
  const grammar = grammars[language];
  if (!grammar) return escapeHtml(code);
  const pattern = new RegExp(
    grammar.map(([token, { source }], index) => `(?<${token}${index}>${source})`).join('|'),
    'g',
  );
  let html = '';
  let end = 0;
  for (const match of code.matchAll(pattern)) {
    const group = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] ?? '';
    html += escapeHtml(code.slice(end, match.index));
    html += `<span class="${group.replace(/\d+$/, '')}">${escapeHtml(match[0])}</span>`;
    end = match.index + match[0].length;
  }
  return html + escapeHtml(code.slice(end));
}

/** Renders a block of code. A script adds the copy button. */
export function renderCode(code: string, language: string): string {
  const classes = language ? ` class="language-${escapeHtml(language)}"` : '';
  return `<div class="code"><pre tabindex="0"><code${classes}>${highlight(code, language)}</code></pre></div>\n`;
}
