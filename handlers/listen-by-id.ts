import type { App } from '@slack/bolt';

/** Where listeners are put: Bolt itself, or a table in front of it. */
export type Listening = Pick<App, 'action' | 'view' | 'shortcut' | 'command' | 'event'>;

type Listener = (given: never) => Promise<void>;
type Given = { action?: { action_id: string }; view?: { callback_id: string } };

/**
 * One listener of Bolt's for all buttons and one for all windows, which look the rest up by its id: Bolt asks every listener
 * that it has about every click, one promise after the other. A pattern instead of an id is for whatever has none here.
 */
export function byId(app: App): Listening {
  const [clicks, sent, closed] = [table(), table(), table()];
  app.action({ type: 'block_actions' }, (given) => clicks.call(given.action.action_id, given));
  app.view({ type: 'view_submission' }, (given) => sent.call(given.view.callback_id, given));
  app.view({ type: 'view_closed' }, (given) => closed.call(given.view.callback_id, given));
  const view = (what: string | { callback_id: string; type?: string }, listener: Listener) => {
    const { callback_id: id, type } =
      typeof what === 'string' ? { callback_id: what, type: undefined } : what;
    (type === 'view_closed' ? closed : sent).put(id, listener);
  };
  return {
    action: clicks.put as App['action'],
    view: view as App['view'],
    shortcut: app.shortcut.bind(app) as App['shortcut'],
    command: app.command.bind(app) as App['command'],
    event: app.event.bind(app) as App['event'],
  };
}

function table() {
  const listeners = new Map<string, Listener>();
  let other: Listener = () => Promise.resolve();
  return {
    put(id: string | RegExp, listener: Listener): void {
      if (id instanceof RegExp) other = listener;
      else listeners.set(id, listener);
    },
    call: (id: string, given: Given): Promise<void> => (listeners.get(id) ?? other)(given as never),
  };
}
