import type { SandboxSlackState } from '../slack/client-api.ts';
import { Face } from './face.tsx';
import { Popup } from './popup.tsx';

export interface PageUser {
  id: string;
  name: string;
  role: string;
  onX: string;
}

/** Who you are in Slack: everybody with their role and whether they are there. */
export function PersonMenu({
  people,
  person,
  slack,
  onChoose,
  onPeople,
}: {
  people: readonly PageUser[];
  person: string;
  slack: SandboxSlackState | null;
  onChoose(id: string): void;
  onPeople(): void;
}) {
  const me = people.find(({ id }) => id === person);
  const away = (id: string) => slack?.users.find((user) => user.id === id)?.presence === 'away';
  if (!me) return null;
  return (
    <Popup
      role="menu"
      className="person"
      label={`You are ${me.name}, ${me.role}. Be somebody else`}
      face={
        <>
          <Face name={me.name} away={away(me.id)} />
          <span className="who-am-i">
            {me.name}
            <small>{me.role}</small>
          </span>
          <span aria-hidden="true">▾</span>
        </>
      }
    >
      {(close) => (
        <>
          {people.map(({ id, name, role }) => (
            <button
              key={id}
              type="button"
              role="menuitemradio"
              aria-checked={id === person}
              className="person-choice"
              onClick={() => {
                close();
                onChoose(id);
              }}
            >
              <Face name={name} away={away(id)} />
              <span>
                {name}
                <small>
                  {role}
                  {away(id) && ', away'}
                </small>
              </span>
            </button>
          ))}
          <hr />
          <button
            type="button"
            role="menuitem"
            onClick={() => {
              close();
              onPeople();
            }}
          >
            People, presence and groups…
          </button>
        </>
      )}
    </Popup>
  );
}
