/** The time of each step of a request, as text; `write` is the time to write the response as bytes. */
export type StepTimes = Readonly<Record<string, string>>;

/**
 * Reads the header `Server-Timing` of a response, which a request gets with `Prefer: timing=true`.
 *
 * @returns undefined without the header
 */
export function stepTimes(headers: Readonly<Record<string, string>>): StepTimes | undefined {
  const header = headers['server-timing'];
  if (header === undefined) return undefined;
  const metrics = header.split(',').flatMap((metric) => {
    const [, name, time] = /^ ?([a-z]+);dur=([\d.]+)$/.exec(metric) ?? [];
    return name === undefined ? [] : [[name, Number(time)] as const];
  });
  const steps = metrics.filter(([name]) => name !== 'total');
  const total = metrics.find(([name]) => name === 'total')?.[1];
  // The response is written after the last step, and before the total is taken.
  const others = steps.reduce((sum, [, time]) => sum + time, 0);
  const all = total === undefined ? steps : [...steps, ['write', Math.max(0, total - others)] as const];
  return Object.fromEntries(all.map(([name, time]) => [name, formatTime(time)]));
}

/** `9 µs`, `1.52 ms`, `120 ms`. */
function formatTime(milliseconds: number): string {
  if (milliseconds < 1) return `${Math.round(milliseconds * 1_000)} µs`;
  return `${milliseconds < 10 ? milliseconds.toFixed(2) : Math.round(milliseconds)} ms`;
}
