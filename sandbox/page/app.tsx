import { useEffect, useState } from 'react';
import { send, useLive } from './live.ts';
import { SlackPane } from './slack-pane.tsx';
import { type Theme, ThemeContext } from './theme.ts';
import type { Draft } from './write-as.tsx';
import { XPane } from './x-pane.tsx';

export interface SandboxInfo {
  people: { id: string; name: string; role: string; onX: string }[];
  /** Null while the product runs. */
  stopped: string | null;
}

type Pane = 'slack' | 'x';

export function App() {
  const info = useLive<SandboxInfo>('/sandbox/events', '/sandbox/info');
  const [user, setUser] = useState<string | null>(null);
  const [pane, setPane] = useState<Pane>('slack');
  const [shownPost, setShownPost] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [theme, setTheme] = useState<Theme>(() =>
    matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  );
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const person = user ?? info?.people[0]?.id;
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
        <nav className="people" aria-label="Who you are in Slack">
          {info.people.map(({ id, name, role }) => (
            <button
              key={id}
              type="button"
              aria-pressed={id === person}
              onClick={() => setUser(id)}
              title={role}
            >
              {name}
              <small>{role}</small>
            </button>
          ))}
        </nav>
        <button
          type="button"
          className="icon"
          aria-label="Light or dark"
          onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
        >
          {theme === 'dark' ? '☀' : '☾'}
        </button>
      </header>
      {info.stopped !== null && (
        <p className="strip" role="alert">
          Faccia has stopped: {info.stopped}{' '}
          <button type="button" onClick={() => send('/sandbox/restart', {})}>
            Start it again
          </button>
        </p>
      )}
      <main className="panes" data-pane={pane}>
        <SlackPane key={person} user={person} onShowPost={showPost} onCompose={compose} />
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
    </ThemeContext.Provider>
  );
}
