import { probeDocument } from './probe.ts';

// Sends requests to every operation of documents that are fetched by hand: npm run real-documents -- FILE …
for (const file of process.argv.slice(2)) {
  const started = performance.now();
  const { operations, requests, answered, failures } = await probeDocument(file);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${file}: ${answered} of ${operations} operations answered, ${requests} requests, ${failures.length} failures, ${seconds} s`,
  );
  for (const { operation, request, status, body } of failures.slice(0, 8)) {
    console.log(`  ${operation} ${status}: ${body}\n    ${request}`);
  }
}
