import { formatBytes } from '../model/format.ts';
import type { Message } from '../model/schemas.ts';
import { isTruncated } from './curl.ts';
import { tokenizeJson } from './json-tokens.ts';

/** Above this length, in characters, colours cost more than they help. */
const colouredLength = 30_000;

/** One message of an exchange: its headers, and its body, formatted if it is JSON. */
export function MessageView({ title, message, isMissing }: { title: string; message: Message; isMissing?: boolean }) {
  const { headers, body, bodyBytes } = message;
  return (
    <section class="message">
      <h3>
        {title} <span class="size">{isMissing ? 'none: the connection was dropped' : formatBytes(bodyBytes)}</span>
      </h3>
      {Object.keys(headers).length > 0 && (
        <dl>
          {Object.entries(headers).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {body !== undefined && body !== '' && <Body text={body} title={title} />}
      {isTruncated(message) && <p class="cut">The journal has truncated the body here.</p>}
    </section>
  );
}

/** Every piece becomes a text node, so no body is interpreted as HTML. */
function Body({ text, title }: { text: string; title: string }) {
  const tokens = tokenizeJson(text);
  return (
    <pre tabIndex={0} role="group" aria-label={`${title} body`}>
      <code>
        {tokens && text.length <= colouredLength
          ? tokens.map(({ kind, text: piece }, index) =>
              kind === 'plain' ? (
                piece
              ) : (
                <span key={index} class={kind}>
                  {piece}
                </span>
              ),
            )
          : (tokens?.map((token) => token.text).join('') ?? text)}
      </code>
    </pre>
  );
}
