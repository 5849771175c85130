import type { ButtonHTMLAttributes } from 'preact';

/** A button that sends no form, as most here. */
export function Button(props: ButtonHTMLAttributes) {
  return <button type="button" class="button" {...props} />;
}
