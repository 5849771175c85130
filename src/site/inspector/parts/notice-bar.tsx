import type { Inspector } from '../model/inspector.ts';
import { Button } from './button.tsx';

const shownViolations = 20;

/** The result of the last action. A refusal lists every violation that the server found. */
export function NoticeBar({ inspector: { notice, dismiss } }: { inspector: Inspector }) {
  const shown = notice.value;
  const violations = shown?.problem?.violations ?? [];
  return (
    <div class="notice" data-error={shown?.isError} role={shown?.isError ? 'alert' : 'status'} hidden={!shown}>
      {shown && (
        <>
          <div class="notice-text">
            <p>{shown.text}</p>
            {violations.length > 0 && (
              <ul>
                {violations.slice(0, shownViolations).map(({ pointer, message }) => (
                  <li key={`${pointer} ${message}`}>
                    <code>{pointer}</code> {message}
                  </li>
                ))}
                {violations.length > shownViolations && <li>and {violations.length - shownViolations} more</li>}
              </ul>
            )}
          </div>
          <Button onClick={dismiss} aria-label="Dismiss the message">
            ✕
          </Button>
        </>
      )}
    </div>
  );
}
