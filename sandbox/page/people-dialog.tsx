import { useEffect, useRef, useState } from 'react';
import type { SandboxGroup, SandboxSlackState, SandboxUser } from '../slack/client-api.ts';
import { Face } from './face.tsx';
import { send } from './live.ts';

const ZONES = [
  'Etc/UTC',
  'Europe/London',
  'Europe/Berlin',
  'America/Toronto',
  'America/Los_Angeles',
  'Asia/Tokyo',
];

/** What Slack knows of everybody, and what one can change there as an administrator would. */
export function PeopleDialog({ slack, onClose }: { slack: SandboxSlackState; onClose(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="modal people-dialog" aria-label="People" onClose={onClose}>
      <header>
        <h2>People</h2>
        <button type="button" className="icon" aria-label="Close" onClick={() => dialog.current?.close()}>
          ×
        </button>
      </header>
      <div className="modal-body">
        {slack.users.map((user) => (
          <Person key={user.id} user={user} groups={slack.groups} />
        ))}
      </div>
    </dialog>
  );
}

function Person({ user, groups }: { user: SandboxUser; groups: readonly SandboxGroup[] }) {
  const [active, setActive] = useAtOnce(user.presence !== 'away');
  const change = (what: Partial<SandboxUser>) => send('/slack-client/profile', { user: user.id, ...what });
  const zones = [...new Set([user.tz ?? 'Etc/UTC', ...ZONES])];
  return (
    <section className="person-row" aria-label={user.realName}>
      <Face name={user.realName} away={!active} />
      <div>
        <p>
          <strong>{user.realName}</strong>
          {user.title && <span className="soft"> {user.title}</span>}
        </p>
        <details>
          <summary>Profile and groups</summary>
          <label className="line">
            Title
            <input
              type="text"
              defaultValue={user.title ?? ''}
              onBlur={({ target }) => target.value !== (user.title ?? '') && change({ title: target.value })}
            />
          </label>
          <label className="line">
            Time zone
            <select value={user.tz ?? 'Etc/UTC'} onChange={({ target }) => change({ tz: target.value })}>
              {zones.map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </select>
          </label>
          {groups.map((group) => (
            <Tick
              key={group.id}
              label={`@${group.handle}`}
              on={group.users.includes(user.id)}
              onChange={(on) => {
                const others = group.users.filter((id) => id !== user.id);
                void send('/slack-client/group', {
                  group: group.id,
                  users: on ? [...others, user.id] : others,
                });
              }}
            />
          ))}
          <Tick label="guest" on={user.guest} onChange={(guest) => change({ guest })} />
          <Tick label="deactivated" on={user.deleted ?? false} onChange={(deleted) => change({ deleted })} />
        </details>
      </div>
      <label className="switch">
        <input
          type="checkbox"
          role="switch"
          aria-checked={active}
          aria-label={`${user.realName} is active`}
          checked={active}
          onChange={({ target }) => {
            setActive(target.checked);
            const presence = target.checked ? 'active' : 'away';
            void send('/slack-client/presence', { user: user.id, presence });
          }}
        />
        <span aria-hidden="true">{active ? 'Active' : 'Away'}</span>
      </label>
    </section>
  );
}

/** At once what somebody did, and then what Slack says. */
function useAtOnce(on: boolean): [on: boolean, set: (on: boolean) => void] {
  const [now, setNow] = useState(on);
  useEffect(() => setNow(on), [on]);
  return [now, setNow];
}

function Tick({ label, on, onChange }: { label: string; on: boolean; onChange(on: boolean): void }) {
  const [now, setNow] = useAtOnce(on);
  return (
    <label className="tick">
      <input
        type="checkbox"
        checked={now}
        onChange={({ target }) => {
          setNow(target.checked);
          onChange(target.checked);
        }}
      />
      {label}
    </label>
  );
}
