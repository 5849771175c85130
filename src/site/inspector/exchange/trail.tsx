import type { TrailStep } from '../model/schemas.ts';
import type { StepTimes } from '../model/step-times.ts';

const steps: readonly [TrailStep['step'], string][] = [
  ['match', 'Matched'],
  ['authenticate', 'Authenticated'],
  ['validate', 'Validated'],
  ['answer', 'Answered'],
  ['check', 'Checked'],
];

const signs: Record<TrailStep['outcome'], string> = { ok: '✓', refused: '✕', skipped: '–' };

/** The steps of a request, with their times if they were measured. A missing step counts as skipped. */
export function Trail({ trail, times }: { trail: readonly TrailStep[]; times?: StepTimes | undefined }) {
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
              <Time text={times?.[step]} />
            </span>
            {detail !== undefined && <span class="detail">{detail}</span>}
          </li>
        );
      })}
      {times?.['write'] !== undefined && (
        <li data-outcome="ok">
          <span class="sign" aria-hidden="true">
            {signs.ok}
          </span>
          <span class="step">
            Written
            <Time text={times['write']} />
          </span>
        </li>
      )}
    </ol>
  );
}

function Time({ text }: { text: string | undefined }) {
  return text === undefined ? null : <span class="time"> {text}</span>;
}
