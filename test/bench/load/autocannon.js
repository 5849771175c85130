import autocannon from 'autocannon';

// A process of its own: takes one load at a time over IPC, and answers with what came of it.

/** How often autocannon counts, in milliseconds: what comes after the last count is lost. */
const interval = 100;

process.on('message', async ({ url, method, headers, body, unique, others, connections, seconds, expected }) => {
  let count = 0;
  const named = (request) => {
    count += 1;
    return { ...request, body: body.replace(unique, `bench-${String(count).padStart(7, '0')}`) };
  };
  const { requests, duration, statusCodeStats, errors, latency } = await autocannon({
    url,
    method,
    headers,
    body,
    connections,
    duration: seconds,
    sampleInt: interval,
    requests: [unique ? { setupRequest: named } : {}, ...(others ?? [])],
  });
  const unexpected = Object.entries(statusCodeStats ?? {})
    .filter(([status]) => !expected.includes(Number(status)))
    .reduce((sum, [, { count: each }]) => sum + each, 0);
  process.send({
    requests: requests.total,
    seconds: duration,
    unexpected: unexpected + errors,
    p50: latency.p50,
    p99: latency.p99,
  });
});
