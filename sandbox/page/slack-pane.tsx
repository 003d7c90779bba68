import { useEffect } from 'react';
import type { SandboxSlackState } from '../slack/client-api.ts';
import { Blocks } from './blocks.tsx';
import { send } from './live.ts';
import { MessageList } from './messages.tsx';
import { Modal } from './modal.tsx';
import { type SlackActions, SlackContext } from './slack-context.ts';
import { OwnSurface } from './surface.tsx';

const HOME = 'home';

/** Slack as one person sees it. */
export function SlackPane({
  user,
  state,
  place,
  thread,
  onGo,
  onShowPost,
  onCompose,
}: {
  user: string;
  state: SandboxSlackState | null;
  /** The room that is shown; null: the first. */
  place: string | null;
  thread: string | null;
  onGo(place: string | null, thread: string | null): void;
} & Pick<SlackActions, 'onShowPost' | 'onCompose'>) {
  useEffect(() => {
    if (place === HOME) void send('/slack-client/open-home', { user });
  }, [place, user]);
  if (!state) return <section className="slack pane" aria-label="Slack" />;
  const direct = `D${user.slice(1)}`;
  const shown = place ?? state.channels[0]?.id ?? HOME;
  const go = (to: string) => {
    onGo(to, null);
    // The address is the same then: the home is drawn anew all the same.
    if (to === HOME && place === HOME) void send('/slack-client/open-home', { user });
  };
  const actions: SlackActions = {
    state,
    user,
    onShowPost,
    onCompose,
    openThread: (ts) => onGo(shown, ts),
    act: (input) => send('/slack-client/block-action', { user, ...input }),
  };
  const top = state.modals.at(-1);
  const unread = (channel: string) =>
    state.messages.filter((message) => message.channel === channel && message.threadTs === null).length;
  return (
    <SlackContext.Provider value={actions}>
      <section className="slack pane" aria-label="Slack">
        <nav className="rooms" aria-label="Channels">
          <p className="workspace">{state.team.name}</p>
          {state.channels.map((channel) => (
            <Room
              key={channel.id}
              name={`# ${channel.name}`}
              count={unread(channel.id)}
              on={shown === channel.id}
              onClick={() => go(channel.id)}
            />
          ))}
          <Room
            name="Faccia (direct)"
            count={unread(direct)}
            on={shown === direct}
            onClick={() => go(direct)}
          />
          <Room name="App Home" count={0} on={shown === HOME} onClick={() => go(HOME)} />
        </nav>
        <div className="room">
          {state.notices.map((notice) => (
            <p key={notice.id} className="notice" role="alert">
              {notice.text}
              <button
                type="button"
                aria-label="Close"
                onClick={() => send('/slack-client/dismiss-notice', { id: notice.id })}
              >
                ×
              </button>
            </p>
          ))}
          {shown === HOME ? (
            <div className="messages home">
              {state.home ? (
                <OwnSurface key={state.home.id} where={{ viewId: state.home.id }}>
                  <Blocks blocks={state.home.view.blocks as never} />
                </OwnSurface>
              ) : (
                <p className="empty">Opening…</p>
              )}
            </div>
          ) : (
            <MessageList channel={shown} threadTs={null} />
          )}
        </div>
        {thread !== null && shown !== HOME && (
          <aside className="room thread" aria-label="Thread">
            <p className="thread-head">
              <span>
                <strong>Thread</strong> <small>internal: nothing here is published</small>
              </span>
              <button
                type="button"
                className="icon"
                aria-label="Close the thread"
                onClick={() => onGo(shown, null)}
              >
                ×
              </button>
            </p>
            <MessageList channel={shown} threadTs={thread} />
          </aside>
        )}
        {state.modals.map((modal) => (
          <Modal key={modal.id} modal={modal} top={modal === top} />
        ))}
      </section>
    </SlackContext.Provider>
  );
}

function Room({ name, count, on, onClick }: { name: string; count: number; on: boolean; onClick(): void }) {
  return (
    <button type="button" className="room-link" aria-current={on ? 'page' : undefined} onClick={onClick}>
      <span>{name}</span>
      {count > 0 && <small>{count}</small>}
    </button>
  );
}
