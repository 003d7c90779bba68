import type { SandboxOption } from '../slack/client-api.ts';
import { optionsOf } from '../slack/given.ts';
import { Popup } from './popup.tsx';
import { useSlack } from './slack-context.ts';
import { type ElementProps, useElement } from './surface.tsx';

interface Words {
  text: string;
}

/** X is beside in this sandbox; everything else opens as in Slack. */
function open(url: string, onCompose: (draft: { inReplyTo: string; text: string }) => void): void {
  const { host, pathname, searchParams } = new URL(url);
  const inReplyTo = searchParams.get('in_reply_to');
  if (host === 'x.com' && pathname === '/intent/post' && inReplyTo !== null)
    onCompose({ inReplyTo, text: searchParams.get('text') ?? '' });
  else window.open(url, '_blank', 'noreferrer');
}

export function PressButton(props: ElementProps) {
  const { element } = props;
  const { onCompose } = useSlack();
  const { press, busy, question } = useElement(props);
  const { url, value, style } = element as { url?: string; value?: string; style?: string };
  return (
    <>
      <button
        type="button"
        className={['slack-button', style].filter(Boolean).join(' ')}
        disabled={busy}
        data-action={element.action_id}
        aria-label={element.accessibility_label as string | undefined}
        onClick={() => {
          if (url !== undefined) open(url, onCompose);
          press(value);
        }}
      >
        {(element.text as Words).text}
      </button>
      {question}
    </>
  );
}

/** The three dots, with up to five choices. */
export function OverflowMenu(props: ElementProps) {
  const { element } = props;
  const { onCompose } = useSlack();
  const { press, question } = useElement(props);
  const choose = ({ value, url }: SandboxOption) => {
    if (url !== undefined) open(url, onCompose);
    press(value);
  };
  return (
    <>
      <Popup className="slack-button dots" role="menu" label="More choices" face="⋯">
        {(close) =>
          optionsOf(element).map((option) => (
            <button
              key={option.value}
              type="button"
              role="menuitem"
              data-action={element.action_id}
              data-value={option.value}
              onClick={() => {
                close();
                choose(option);
              }}
            >
              {option.text.text}
              {option.description && <small>{option.description.text}</small>}
            </button>
          ))
        }
      </Popup>
      {question}
    </>
  );
}
