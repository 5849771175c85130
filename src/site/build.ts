import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressSite } from './compress.ts';
import { readDocuments } from './documents.ts';
import { guideImages, readGuide, renderGuide } from './guide.ts';
import { buildInspector } from './inspector/build.ts';
import { renderLanding } from './landing.ts';
import { markdownPages } from './markdown-pages.ts';
import { renderNotFound } from './not-found.ts';
import { operationIndex } from './operation-index.ts';
import { renderOwnLanding } from './own-landing.ts';
import { renderReference } from './reference.ts';
import { scalarFiles } from './scalar.ts';
import { buildSearch } from './search/build.ts';
import { writeSearchIndex } from './search/write-index.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** The folders of a build. */
export interface SiteFolders {
  /** The folder of the bundled documents. */
  documents: string;
  /** The folder to write; its previous content is deleted. */
  out: string;
}

/** Writes the whole site. @returns the number of its files */
export async function buildSite({ documents, out }: SiteFolders): Promise<number> {
  const [apis, scalar, assets, manifest] = await Promise.all([
    readDocuments(documents),
    scalarFiles(),
    readAssets(),
    readFile(join(project, 'package.json'), 'utf8'),
  ]);
  const { version } = JSON.parse(manifest) as { version: string };
  const chapters = await readGuide(apis);
  const files = new Map<string, string | Buffer>([
    ['index.html', renderLanding(apis, version)],
    // A server that has only documents of the user shows this one in its place.
    ['_mockplane/documents.html', renderOwnLanding(version)],
    ['docs/index.html', renderReference(apis)],
    ['404.html', renderNotFound()],
    // A server answers this path itself, with its token. The file is for static hosts.
    ['site.json', `${JSON.stringify({ served: false, version, apis: apis.map(({ name }) => name) })}\n`],
    ['search.json', writeSearchIndex(chapters, apis)],
    ['_mockplane/operations.json', `${JSON.stringify(operationIndex(apis))}\n`],
  ]);
  for (const [path, html] of renderGuide(chapters, version)) files.set(`${path}index.html`, html);
  for (const [path, text] of markdownPages(chapters, apis)) files.set(path, text);
  for (const { name, content } of await guideImages()) files.set(`guide/images/${name}`, content);
  for (const file of apis.flatMap((api) => api.files)) files.set(`openapi/${file.name}`, file.text);
  for (const file of [...assets, ...scalar]) files.set(`assets/${file.name}`, file.text);

  await rm(out, { recursive: true, force: true });
  await Promise.all([...files].map(([path, content]) => write(join(out, path), content)));
  const built = (await buildInspector(join(out, '_mockplane'))) + (await buildSearch(join(out, 'assets')));
  return files.size + built + (await compressSite(out));
}

/** Reads the files of assets/, and joins those of styles/ into one. */
async function readAssets(): Promise<{ name: string; text: string }[]> {
  const styles = await Promise.all(
    ['base', 'text', 'guide', 'landing', 'reference', 'search', 'print'].map((name) => read(`styles/${name}.css`)),
  );
  const names = await readdir(new URL('assets/', import.meta.url));
  const files = await Promise.all(names.map(async (name) => ({ name, text: await read(`assets/${name}`) })));
  return [...files, { name: 'style.css', text: styles.join('\n') }];
}

function read(path: string): Promise<string> {
  return readFile(new URL(path, import.meta.url), 'utf8');
}

async function write(file: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

if (import.meta.main) {
  const started = performance.now();
  try {
    const count = await buildSite({
      documents: join(project, 'src/contract/generated'),
      out: join(project, 'dist/site'),
    });
    console.log(`dist/site: ${count} files in ${Math.round(performance.now() - started)} ms`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isReadOnly = code === 'EROFS' || code === 'EACCES' || code === 'EPERM';
    // `npm start` builds the site first, and starts in a read-only checkout, too.
    if (isReadOnly && existsSync(join(project, 'dist/site/index.html'))) {
      console.error(`dist/site cannot be written (${code}); the pages stay as they were built`);
    } else {
      console.error(message);
      process.exitCode = 1;
    }
  }
}
