import { plural } from '../model/format.ts';
import type { Inspector } from '../model/inspector.ts';
import { axisMaximum, type Bucket, totals } from '../model/buckets.ts';

const height = 64;
const barWidth = 10;
const width = 60 * barWidth;

/** The requests and errors of the last five minutes, and a table of them for screen readers. */
export function Plot({ inspector: { log, tick } }: { inspector: Inspector }) {
  // Read the tick to render again as time passes.
  void tick.value;
  const buckets = log.buckets(Date.now());
  const { requests, errors, peak } = totals(buckets);
  const end = axisMaximum(peak);
  // Keep a few errors visible among many requests.
  const scale = (value: number): number => value && Math.max((value / end) * height, 1.5);

  return (
    <figure class="plot">
      <figcaption>
        <span>
          <strong>{plural(requests, 'request')}</strong>, {plural(errors, 'error')} in five minutes
        </span>
        <span class="legend">
          <span class="key-requests">answered</span> <span class="key-errors">errors</span>
        </span>
      </figcaption>
      <div class="canvas">
        <span class="axis" aria-hidden="true">
          {end.toLocaleString('en')}
        </span>
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <line class="grid-line" x1="0" x2={width} y1="0.5" y2="0.5" />
          <line class="grid-line" x1="0" x2={width} y1={height / 2} y2={height / 2} />
          {buckets.map((bucket, index) => (
            <Bar key={bucket.at} bucket={bucket} x={index * barWidth} scale={scale} />
          ))}
        </svg>
        <span class="ends" aria-hidden="true">
          <span>5 min ago</span>
          <span>5 s each</span>
          <span>now</span>
        </span>
      </div>
      <div class="unseen">
        <table>
          <caption>Requests in each five seconds of the last five minutes</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">Requests</th>
              <th scope="col">Errors</th>
            </tr>
          </thead>
          <tbody>
            {buckets
              .filter((bucket) => bucket.requests > 0)
              .map((bucket) => (
                <tr key={bucket.at}>
                  <th scope="row">{new Date(bucket.at).toLocaleTimeString('en-GB')}</th>
                  <td>{bucket.requests}</td>
                  <td>{bucket.errors}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

interface BarProps {
  readonly bucket: Bucket;
  readonly x: number;
  readonly scale: (value: number) => number;
}

function Bar({ bucket: { requests, errors }, x, scale }: BarProps) {
  const wrong = scale(errors);
  const right = scale(requests - errors);
  return (
    <>
      {errors > 0 && <rect class="errors" x={x + 1} y={height - wrong} width={barWidth - 2} height={wrong} />}
      {requests > errors && (
        <rect class="answered" x={x + 1} y={height - wrong - right} width={barWidth - 2} height={right} />
      )}
    </>
  );
}
