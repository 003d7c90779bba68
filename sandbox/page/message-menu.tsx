import type { SandboxMessage } from '../slack/client-api.ts';
import { send } from './live.ts';
import { Popup } from './popup.tsx';
import { useSlack } from './slack-context.ts';

/** The app's entries in the menu of a message. Without entries there is no menu. */
export function MessageMenu({ message: { channel, ts } }: { message: SandboxMessage }) {
  const { state, user } = useSlack();
  if (state.shortcuts.length === 0) return null;
  return (
    <Popup role="menu" className="icon message-menu" label="Message menu" face="⋮">
      {(close) =>
        state.shortcuts.map(({ callbackId, name }) => (
          <button
            key={callbackId}
            type="button"
            role="menuitem"
            onClick={() => {
              close();
              void send('/slack-client/shortcut', { user, message: { channel, ts }, callbackId });
            }}
          >
            {name}
            <small>{state.botUser.name}</small>
          </button>
        ))
      }
    </Popup>
  );
}
