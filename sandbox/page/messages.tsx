import { type FormEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { SandboxMessage } from '../slack/client-api.ts';
import { Blocks } from './blocks.tsx';
import { ago, send, useNow } from './live.ts';
import { MessageMenu } from './message-menu.tsx';
import { useSlack } from './slack-context.ts';
import { OwnSurface } from './surface.tsx';

const AT_END_PX = 24;

/** A channel, or (with `threadTs`) the thread under one of its messages; newest at the bottom, as in Slack. */
export function MessageList({ channel, threadTs }: { channel: string; threadTs: string | null }) {
  const { state } = useSlack();
  const end = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const messages = state.messages.filter(
    (message) =>
      message.channel === channel &&
      (threadTs === null
        ? message.threadTs === null
        : message.threadTs === threadTs || message.ts === threadTs),
  );
  const last = messages.at(-1)?.ts;
  const first = useRef(true);
  useEffect(() => {
    const box = list.current;
    if (!box || last === undefined) return;
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < 500;
    if (near || first.current) end.current?.scrollIntoView({ block: 'end' });
    first.current = false;
  }, [last]);
  // A message that grows at the end takes its buttons along into view.
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    if (atEnd.current) end.current?.scrollIntoView({ block: 'end' });
  });
  return (
    <>
      <div
        className="messages"
        ref={list}
        onScroll={({ currentTarget: box }) => {
          atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < AT_END_PX;
        }}
      >
        {messages.length === 0 && (
          <p className="empty">
            {channel.startsWith('D') ? 'Faccia writes to you here.' : 'Mentions appear here as they come.'}
          </p>
        )}
        {messages.map((message) => (
          <OneMessage key={message.ts} message={message} inThread={threadTs !== null} />
        ))}
        <div ref={end} />
      </div>
      <Composer key={`${channel}${threadTs}`} channel={channel} threadTs={threadTs} />
    </>
  );
}

function OneMessage({ message, inThread }: { message: SandboxMessage; inThread: boolean }) {
  const { state, openThread } = useSlack();
  const now = useNow();
  const bot = message.user === state.botUser.id;
  const author = bot
    ? state.botUser.name
    : (state.users.find((user) => user.id === message.user)?.realName ?? message.user);
  const replies = state.messages.filter(
    (other) => other.threadTs === message.ts && other.channel === message.channel,
  );
  const blocks =
    message.blocks.length > 0
      ? message.blocks
      : [{ type: 'section', text: { type: 'mrkdwn', text: message.text } }];
  return (
    <article className={message.ephemeralFor === null ? 'message' : 'message ephemeral'} data-ts={message.ts}>
      <span className={bot ? 'face bot' : 'face'} aria-hidden="true">
        {bot ? '☺' : author.slice(0, 1)}
      </span>
      <div className="body">
        <p className="who">
          <strong>{author}</strong>
          {bot && <span className="app">APP</span>}
          <time>{ago(Number(message.ts) * 1000, now)}</time>
        </p>
        {message.ephemeralFor !== null && <p className="only">Only visible to you</p>}
        <OwnSurface where={{ message: { channel: message.channel, ts: message.ts } }}>
          <Blocks blocks={blocks as never} />
        </OwnSurface>
        {!inThread && message.ephemeralFor === null && (
          <button type="button" className="replies" onClick={() => openThread(message.ts)}>
            {replies.length === 0
              ? 'Open thread'
              : replies.length === 1
                ? '1 reply'
                : `${replies.length} replies`}
          </button>
        )}
      </div>
      {message.ephemeralFor === null && <MessageMenu message={message} />}
    </article>
  );
}

function Composer({ channel, threadTs }: { channel: string; threadTs: string | null }) {
  const { user } = useSlack();
  const [text, setText] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const said = text.trim();
    if (said === '') return;
    setText('');
    const [command = '', ...rest] = said.split(' ');
    if (command.startsWith('/'))
      await send('/slack-client/command', { user, channel, command, text: rest.join(' ') });
    else
      await send('/slack-client/message', {
        user,
        channel,
        text: said,
        ...(threadTs === null ? {} : { threadTs }),
      });
  };
  const label = threadTs === null ? 'Message, or /care help' : 'Talk internally';
  return (
    <form className="composer" onSubmit={submit}>
      <input
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" disabled={text.trim() === ''}>
        Send
      </button>
    </form>
  );
}
