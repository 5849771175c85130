import type { GateFigures } from './gate.ts';

/** The results of a run of the gate, for people. */
export function summary({ seed, requests, operations, cases, kinds, violations, seconds }: GateFigures): string {
  const rows = Object.entries(kinds).map(([kind, { cases: of, least, checks, accepted, refused }]) =>
    [kind.padEnd(36), of, least, checks, accepted, refused].map((cell) => String(cell).padStart(8)).join(' '),
  );
  const lines = [
    ['kind'.padEnd(36), 'cases', 'least', 'checks', 'accepted', 'refused'].map((cell) => cell.padStart(8)).join(' '),
    ...rows,
    '',
  ];
  for (const violation of violations) {
    lines.push(`✗ ${violation.case}`);
    for (const fault of violation.faults) lines.push(`    ${fault}`);
    for (const line of violation.curl) lines.push(`    ${line}`);
    lines.push(
      `    npm run gate -- --seed ${seed} --only ${JSON.stringify(violation.case)} --path ${violation.path}`,
      '',
    );
  }
  lines.push(
    `${requests} requests to ${operations} operations in ${cases} cases, ${violations.length} violations, ` +
      `${seconds.toFixed(1)} s, seed ${seed}`,
  );
  return lines.join('\n');
}
