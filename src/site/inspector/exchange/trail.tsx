import type { TrailStep } from '../model/schemas.ts';

const steps: readonly [TrailStep['step'], string][] = [
  ['match', 'Matched'],
  ['authenticate', 'Authenticated'],
  ['validate', 'Validated'],
  ['answer', 'Answered'],
  ['check', 'Checked'],
];

const signs: Record<TrailStep['outcome'], string> = { ok: '✓', refused: '✕', skipped: '–' };

/** The steps of a request. A missing step counts as skipped. */
export function Trail({ trail }: { trail: readonly TrailStep[] }) {
  return (
    <ol class="trail">
      {steps.map(([step, name]) => {
        const { outcome, detail } = trail.find((each) => each.step === step) ?? { outcome: 'skipped' as const };
        return (
          <li key={step} data-outcome={outcome}>
            <span class="sign" aria-hidden="true">
              {signs[outcome]}
            </span>
            <span class="step">
              {name}
              {outcome !== 'ok' && <span class="how">: {outcome}</span>}
            </span>
            {detail !== undefined && <span class="detail">{detail}</span>}
          </li>
        );
      })}
    </ol>
  );
}
