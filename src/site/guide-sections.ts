/** A link in the guide's table of contents to a page that is not part of the guide. */
export interface GuideLink {
  readonly title: string;
  /** Relative to the root of the site. */
  readonly href: string;
  readonly description: string;
}

/** A part of the guide. Each page is a file in guide/. */
export interface GuideSection {
  readonly title: string;
  readonly pages: readonly string[];
  /** Listed before the pages. */
  readonly links?: readonly GuideLink[];
}

/** The parts of the guide, with their pages, in reading order. */
export const guideSections: readonly GuideSection[] = [
  { title: 'Start', pages: ['what-it-is', 'install', 'getting-started', 'tour'] },
  {
    title: 'Use it',
    pages: ['testing', 'clients', 'sql', 'libsql', 'vendor-cli', 'server', 'containers', 'growing', 'inspector'],
  },
  {
    title: 'Control it',
    pages: ['sandboxes', 'time-and-life-cycles', 'faults', 'choosing-an-answer', 'snapshots', 'rows', 'tokens'],
  },
  { title: 'Your own API', pages: ['documents', 'bookshop'] },
  {
    title: 'Reference',
    links: [
      { title: 'API reference', href: 'docs/', description: 'Every operation of every API, with a form to try it.' },
      { title: 'Admin API', href: 'docs/#admin', description: 'The API that controls Mockplane.' },
    ],
    pages: ['options', 'errors', 'editions', 'vendor-document', 'not-imitated'],
  },
  { title: 'Project', pages: ['contract', 'contradictions', 'decisions', 'trust', 'speed', 'changelog'] },
];

/** The names of all pages, in reading order. */
export const guidePages: readonly string[] = guideSections.flatMap(({ pages }) => pages);
