import { documentTasks, renderTasks } from './guide-tasks.ts';
import { renderRunning } from './landing.ts';
import { renderPage } from './page.ts';

/**
 * Renders the landing page of a server that has only documents of the user. Scripts fill in the documents, since the
 * build knows none.
 */
export function renderOwnLanding(version: string): string {
  return renderPage({
    path: '',
    title: 'Your OpenAPI documents · Mockplane',
    description: 'Mockplane serves your OpenAPI documents, with docs and an inspector.',
    layout: 'landing',
    scripts: [{ name: 'landing.js', type: 'module' }],
    body: `<main id="content" class="prose">
<section class="hero">
<div>
<h1>Your OpenAPI documents</h1>
<p class="lead">Mockplane serves your OpenAPI documents. It answers with their examples or with generated values, and validates every request and every response. The inspector lists the requests. Fault rules make calls fail.</p>
<p class="actions"><a class="button primary" href="docs/">API reference</a> <a class="button" href="_mockplane/">Inspector</a> <a class="button" href="guide/documents/">Guide</a></p>
</div>
<div class="panel">
${renderRunning('Send any credential of the form that the document requires.')}
</div>
</section>
<section data-documents aria-label="Documents"><noscript><p>The documents are shown by a script. <a href="docs/">The reference</a> needs scripts, too.</p></noscript></section>
<section aria-labelledby="guide">
<h2 id="guide">Find your task</h2>
${renderTasks('guide/', documentTasks)}
<p class="files"><a href="guide/documents/">Your own OpenAPI document</a> <a href="guide/">All pages of the guide</a></p>
</section>
</main>
<footer class="site-footer">
<p>Mockplane ${version}. MIT licence.</p>
<p><a href="docs/">Reference</a> <a href="guide/">Guide</a> <a href="_mockplane/">Inspector</a></p>
</footer>`,
  });
}
