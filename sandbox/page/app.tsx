import { useEffect, useState } from 'react';
import type { SandboxSlackState } from '../slack/client-api.ts';
import type { Caption } from '../story/caption.ts';
import { useAddress } from './address.ts';
import { send, useLive } from './live.ts';
import { PeopleDialog } from './people-dialog.tsx';
import { type PageUser, PersonMenu } from './person-menu.tsx';
import { SlackPane } from './slack-pane.tsx';
import { StoryBar } from './story-bar.tsx';
import { type Theme, ThemeContext } from './theme.ts';
import type { Draft } from './write-as.tsx';
import { XPane } from './x-pane.tsx';

export interface SandboxInfo {
  people: PageUser[];
  /** Null while the product runs. */
  stopped: string | null;
  /** Null, or left out: no story is played. */
  story?: Caption | null;
}

type Pane = 'slack' | 'x';

export function App() {
  const info = useLive<SandboxInfo>('/sandbox/events', '/sandbox/info');
  const [address, go] = useAddress();
  const [pane, setPane] = useState<Pane>('slack');
  const [shownPost, setShownPost] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [theme, setTheme] = useState<Theme>(() =>
    matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  );
  const [people, setPeople] = useState(false);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const person = info?.people.find(({ id }) => id === address.person)?.id ?? info?.people[0]?.id;
  const slack = useSlackOf(person);
  if (!info || person === undefined) return <p className="loading">Starting…</p>;
  const showPost = (id: string) => {
    setShownPost(id);
    setPane('x');
  };
  const compose = (given: Omit<Draft, 'as'>) => {
    setDraft({ ...given, as: info.people.find(({ id }) => id === person)?.onX ?? '' });
    showPost(given.inReplyTo);
  };
  return (
    <ThemeContext.Provider value={theme}>
      <header className="bar">
        <strong className="brand">Faccia</strong>
        <span className="tag">sandbox</span>
        <span className="hint">Take a mention, reply, and watch it arrive on the right.</span>
        <PersonMenu
          people={info.people}
          person={person}
          slack={slack}
          onChoose={(id) => go({ person: id, place: null, thread: null })}
          onPeople={() => setPeople(true)}
        />
        <button
          type="button"
          className="icon"
          aria-label="Light or dark"
          onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
        >
          {theme === 'dark' ? '☀' : '☾'}
        </button>
      </header>
      {info.story && <StoryBar {...info.story} />}
      {info.stopped !== null && (
        <p className="strip" role="alert">
          Faccia has stopped: {info.stopped}{' '}
          <button type="button" onClick={() => send('/sandbox/restart', {})}>
            Start it again
          </button>
        </p>
      )}
      <main className="panes" data-pane={pane}>
        <SlackPane
          key={person}
          user={person}
          state={slack}
          place={address.place}
          thread={address.thread}
          onGo={(place, thread) => go({ person, place, thread })}
          onShowPost={showPost}
          onCompose={compose}
        />
        <XPane shown={shownPost} draft={draft} onDrafted={() => setDraft(null)} />
      </main>
      <nav className="tabs" aria-label="Slack or X">
        <button type="button" aria-pressed={pane === 'slack'} onClick={() => setPane('slack')}>
          Slack
        </button>
        <button type="button" aria-pressed={pane === 'x'} onClick={() => setPane('x')}>
          X, as customers see it
        </button>
      </nav>
      {people && slack && <PeopleDialog slack={slack} onClose={() => setPeople(false)} />}
    </ThemeContext.Provider>
  );
}

/** Slack as this person sees it; null until it is theirs. */
function useSlackOf(user: string | undefined): SandboxSlackState | null {
  const state = useLive<SandboxSlackState>(
    user && `/slack-client/events?user=${user}`,
    user && `/slack-client/state?user=${user}`,
  );
  return state?.me.id === user ? state : null;
}
