import type { LambdaInstanceRow } from '../model/schemas.ts';
import {
  countByStatus,
  dotRadius,
  type Edge,
  edges,
  graphHeight,
  graphWidth,
  isTransient,
  type Node,
  nodeHeight,
  nodes,
  placeDots,
} from './graph.ts';

/** The life cycle of lambda instances, with a dot for each instance. The dot moves when the status changes. */
export function LambdaGraph({ instances }: { instances: readonly LambdaInstanceRow[] }) {
  const counts = countByStatus(instances);
  const dots = placeDots(instances);
  const label = [...counts].map(([status, number]) => `${number} ${status}`).join(', ');
  return (
    <svg class="life-cycle" viewBox={`0 0 ${graphWidth} ${graphHeight}`} role="img" aria-label={`Life cycle: ${label}`}>
      <defs>
        <Arrowhead id="arrow" />
        <Arrowhead id="arrow-failure" />
      </defs>
      {edges.map((edge) => (
        <Arrow key={`${edge.from} ${edge.to}`} edge={edge} />
      ))}
      {nodes.map((node) => (
        <StatusNode key={node.status} node={node} count={counts.get(node.status) ?? 0} />
      ))}
      {dots.map(({ uuid, name, status, x, y }) => (
        <circle
          key={uuid}
          class="dot"
          data-status={status}
          data-moving={isTransient(status)}
          r={dotRadius}
          style={{ transform: `translate(${x}px, ${y}px)` }}
        >
          <title>{`${name}: ${status}`}</title>
        </circle>
      ))}
    </svg>
  );
}

function Arrowhead({ id }: { id: string }) {
  return (
    <marker id={id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
      <path class={id} d="M0 0.5 7.5 4 0 7.5z" />
    </marker>
  );
}

function Arrow({ edge: { path, isFailure } }: { edge: Edge }) {
  return (
    <path class="edge" data-failure={isFailure} d={path} marker-end={`url(#arrow${isFailure ? '-failure' : ''})`} />
  );
}

function StatusNode({ node: { status, x, y, width }, count }: { node: Node; count: number }) {
  return (
    <g class="node" data-status={status} data-empty={count === 0}>
      <rect x={x} y={y} width={width} height={nodeHeight} rx="8" />
      <text x={x + 10} y={y + 21}>
        {status}
      </text>
      <text class="node-count" x={x + width - 10} y={y + nodeHeight - 10} text-anchor="end">
        {count}
      </text>
    </g>
  );
}
