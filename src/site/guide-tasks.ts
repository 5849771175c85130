/** A task that brings somebody to Mockplane, and the sections of the guide that solve it. */
export interface GuideTask {
  readonly title: string;
  /** The best section first. */
  readonly links: readonly GuideTaskLink[];
}

/** A section of the guide: a page, with or without an anchor. */
export interface GuideTaskLink {
  readonly title: string;
  /** Relative to the folder of the guide. */
  readonly href: string;
}

/** The tasks that the landing page, the guide and the README list first. */
export const guideTasks: readonly GuideTask[] = [
  {
    title: 'Run it in your test',
    links: [
      { title: 'in process', href: 'testing/#test-in-process-with-vitest' },
      { title: 'as a server for one command', href: 'testing/#run-a-command-with-a-server' },
      { title: 'with a sandbox for each worker', href: 'sandboxes/' },
    ],
  },
  {
    title: 'Get a database URL and token that work',
    links: [
      { title: 'SQL', href: 'sql/#get-a-url-and-a-token' },
      { title: 'the URL for each client', href: 'sql/#find-the-url-for-your-client' },
    ],
  },
  {
    title: 'Make a call fail',
    links: [
      { title: 'with a fault rule', href: 'faults/#make-a-call-fail' },
      { title: 'with the Prefer header', href: 'choosing-an-answer/' },
    ],
  },
  {
    title: 'Start from a known state',
    links: [
      { title: 'choose the initial state', href: 'snapshots/#choose-the-initial-state' },
      { title: 'reset it', href: 'snapshots/#reset-the-state' },
      { title: 'get the same responses every time', href: 'testing/#get-the-same-responses-every-time' },
    ],
  },
  {
    title: 'Find out why a request was refused',
    links: [
      { title: 'in the inspector or a shell', href: 'inspector/#find-out-why-a-request-was-refused' },
      { title: 'list of all errors', href: 'errors/' },
    ],
  },
  {
    title: 'See what differs from the real service',
    links: [
      { title: 'differences', href: 'not-imitated/' },
      { title: 'SQL that is not supported', href: 'sql/#check-what-is-not-supported' },
      { title: 'contradictions in the sources', href: 'contradictions/' },
    ],
  },
];

/** The tasks that the landing page lists first on a server that has only documents of the user. */
export const documentTasks: readonly GuideTask[] = [
  {
    title: 'Choose the response',
    links: [
      { title: 'how Mockplane chooses one', href: 'documents/#choose-the-response' },
      { title: 'with the Prefer header', href: 'choosing-an-answer/' },
    ],
  },
  {
    title: 'Keep state',
    links: [{ title: 'with your own handlers', href: 'bookshop/' }],
  },
  {
    title: 'Run it in your test',
    links: [
      { title: 'in process, or as a server for one command', href: 'documents/#use-a-document-in-tests' },
      { title: 'with a sandbox for each worker', href: 'sandboxes/' },
    ],
  },
  {
    title: 'Make a call fail',
    links: [{ title: 'with a fault rule', href: 'faults/#make-a-call-fail' }],
  },
  {
    title: 'Find out why a request was refused',
    links: [
      { title: 'in the inspector or a shell', href: 'inspector/#find-out-why-a-request-was-refused' },
      { title: 'the status of each error', href: 'documents/#handle-errors' },
    ],
  },
  {
    title: 'Check your own server',
    links: [{ title: 'against the document', href: 'documents/#check-your-own-server-against-the-document' }],
  },
];

/** Renders tasks as a list. @param guide the relative path from the page to the guide's folder */
export function renderTasks(guide: string, tasks: readonly GuideTask[]): string {
  const items = tasks.map(({ title, links }) => {
    const list = links.map((link) => `<a href="${guide}${link.href}">${link.title}</a>`).join(', ');
    return `<li><strong>${title}</strong>: ${list}</li>`;
  });
  return `<ul class="tasks">\n${items.join('\n')}\n</ul>`;
}
