import { type ReactNode, useContext, useState } from 'react';
import { type Block, Message } from 'slack-blocks-to-jsx';
import type { BlockActionInput } from '../slack/client-api.ts';
import { Confirm, type ConfirmObject } from './confirm.tsx';
import { useSlack } from './slack-context.ts';
import { ThemeContext } from './theme.ts';

type Where = Pick<BlockActionInput, 'message' | 'viewId' | 'state' | 'files'>;
interface ButtonElement {
  type: string;
  action_id: string;
  text: { text: string };
  value?: string;
  url?: string;
  style?: string;
  confirm?: ConfirmObject;
}
interface SelectElement {
  type: string;
  action_id: string;
  placeholder?: { text: string };
  options: { text: { text: string }; value: string }[];
  initial_option?: { value: string };
}
type AnyBlock = Block & { block_id?: string; elements?: unknown };

/** Blocks as Slack draws them; buttons are ours, because the library only draws them. */
export function Blocks({ blocks, where = {} }: { blocks: readonly AnyBlock[]; where?: Where }) {
  const theme = useContext(ThemeContext);
  const { state, onShowPost } = useSlack();
  const data = {
    users: state.users.map(({ id, realName }) => ({ id, name: realName })),
    channels: state.channels.map(({ id, name }) => ({ id, name })),
  };
  const link = ({ href, children }: { href: string; children: ReactNode }) => (
    <PostLink href={href} onShowPost={onShowPost} text={children} />
  );
  return (
    <div className="blocks">
      {named(blocks).map(({ name, block }) =>
        block.type === 'actions' ? (
          <Actions key={name} block={block} where={where} />
        ) : (
          <Message
            key={name}
            withoutWrapper
            theme={theme}
            logo=""
            name=""
            blocks={[block]}
            data={data}
            hooks={{ link }}
          />
        ),
      )}
    </div>
  );
}

/** Blocks have no names of their own; they keep their order. */
function named(blocks: readonly AnyBlock[]): { name: string; block: AnyBlock }[] {
  return blocks.map((block, position) => ({ name: `${position}-${block.type}`, block }));
}

/** A link to X shows the post beside, where X is in this sandbox. */
function PostLink({
  href,
  text,
  onShowPost,
}: {
  href: string;
  text: ReactNode;
  onShowPost(id: string): void;
}) {
  const post = /^https:\/\/x\.com\/\w+\/status\/(\d+)/u.exec(href)?.[1];
  const profile = /^https:\/\/x\.com\/\w+$/u.test(href);
  if (profile) return <span className="handle">{text}</span>;
  if (post === undefined) {
    return (
      <a href={href} target="_blank" rel="noreferrer">
        {text}
      </a>
    );
  }
  return (
    <a
      href={`#post-${post}`}
      onClick={(event) => {
        event.preventDefault();
        onShowPost(post);
      }}
    >
      {text}
    </a>
  );
}

/** X is beside in this sandbox; everything else opens as in Slack. */
function open(url: string, onCompose: (draft: { inReplyTo: string; text: string }) => void): void {
  const { host, pathname, searchParams } = new URL(url);
  const inReplyTo = searchParams.get('in_reply_to');
  if (host === 'x.com' && pathname === '/intent/post' && inReplyTo !== null)
    onCompose({ inReplyTo, text: searchParams.get('text') ?? '' });
  else window.open(url, '_blank', 'noreferrer');
}

function Picker({ select, onPick }: { select: SelectElement; onPick(value: string): void }) {
  return (
    <select
      aria-label={select.placeholder?.text}
      value={select.initial_option?.value ?? ''}
      data-action={select.action_id}
      onChange={(event) => onPick(event.target.value)}
    >
      {select.options.map(({ text, value }) => (
        <option key={value} value={value}>
          {text.text}
        </option>
      ))}
    </select>
  );
}

function Actions({ block, where }: { block: AnyBlock; where: Where }) {
  const { act, onCompose } = useSlack();
  const [busy, setBusy] = useState<string | null>(null);
  const [asked, setAsked] = useState<ButtonElement | null>(null);
  const click = async (button: ButtonElement) => {
    setBusy(button.action_id);
    if (button.url !== undefined) open(button.url, onCompose);
    await act({
      ...where,
      actionId: button.action_id,
      blockId: block.block_id ?? '',
      ...(button.value ? { value: button.value } : {}),
    });
    setBusy(null);
  };
  return (
    <div className="actions">
      {((block.elements ?? []) as (ButtonElement | SelectElement)[]).map((button) =>
        'options' in button ? (
          <Picker
            key={button.action_id}
            select={button}
            onPick={(value) =>
              act({ ...where, actionId: button.action_id, blockId: block.block_id ?? '', value })
            }
          />
        ) : (
          <button
            key={button.action_id}
            type="button"
            className={button.style}
            disabled={busy !== null}
            data-action={button.action_id}
            onClick={() => (button.confirm ? setAsked(button) : click(button))}
          >
            {button.text.text}
          </button>
        ),
      )}
      {asked?.confirm && (
        <Confirm
          ask={asked.confirm}
          onAnswer={(yes) => {
            setAsked(null);
            if (yes) void click(asked);
          }}
        />
      )}
    </div>
  );
}
