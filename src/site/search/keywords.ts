/** Words that readers type and a section does not contain, by the address of the section. */
export const keywords: Readonly<Record<string, string>> = {
  'guide/testing/': 'unit test framework run in a test mock stub fake',
  'guide/testing/#run-a-command-with-a-server': 'pytest go java ruby rust php any language',
  'guide/testing/#get-the-same-responses-every-time': 'deterministic reproducible flaky',
  'guide/sandboxes/': 'parallel tests isolation',
  'guide/sql/#get-a-url-and-a-token':
    'database url auth token connection string credentials environment TURSO_DATABASE_URL TURSO_AUTH_TOKEN',
  'guide/faults/#make-a-call-fail':
    'mock error simulate an error inject failure test error handling chaos status 400 404 409 429 500 502 503 504',
  'guide/faults/#drop-the-connection': 'network error reset disconnect',
  'guide/faults/#choose-an-action': 'timeout latency slow response',
  'guide/choosing-an-answer/': 'mock an error response simulate status code',
  'guide/snapshots/': 'known state fixtures seed data test data save restore',
  'guide/snapshots/#reset-the-state': 'clean up between tests known state empty',
  'guide/snapshots/#choose-the-initial-state': 'known state fixtures seed data empty',
  'guide/inspector/#find-out-why-a-request-was-refused':
    'debug why rejected refused bad request validation error 400 401 403 404 405 409',
  'guide/errors/': 'validation error bad request unauthorized forbidden not found conflict 400 401 402 403 404 409 422',
  'guide/not-imitated/': 'limitations differences from the real service known issues unsupported missing fidelity',
  'guide/sql/#check-what-is-not-supported': 'limitations unsupported embedded replicas sync vector',
  'guide/containers/': 'docker podman kubernetes compose',
  'guide/time-and-life-cycles/': 'fake timers time travel provisioning pending wait',
  'guide/documents/': 'swagger openapi mock server prism',
};
