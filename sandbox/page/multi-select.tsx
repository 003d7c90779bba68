import { useEffect, useRef, useState } from 'react';
import type { ClientAnswer, Given, SandboxOption } from '../slack/client-api.ts';
import type { Group } from './choices.tsx';
import { placeholderOf } from './choices.tsx';
import { send } from './live.ts';
import { Popup } from './popup.tsx';
import { useSlack } from './slack-context.ts';
import { type ElementProps, holdsMany, manyOf, useElement } from './surface.tsx';

/** With more than these one wants to search. */
const FEW = 8;
const TYPING_MS = 250;

/** Several of what is offered, or one or several of what the app finds. */
export function MultiSelect({
  groups,
  onSearch,
  minimum = 0,
  ...props
}: ElementProps & {
  groups: Group[];
  /** Where the app searches; else what is here is narrowed. */
  onSearch?(words: string): void;
  /** Letters that it takes to search. */
  minimum?: number;
}) {
  const { element, id, label, wrong } = props;
  const { given, change, hold, question } = useElement(props);
  const [words, setWords] = useState('');
  const before = useRef<Given>(given);
  const many = holdsMany(element);
  const chosen = manyOf(given);
  const most = Number(element.max_selected_items ?? Number.POSITIVE_INFINITY);
  const all = useRemembered(groups);
  const shown = onSearch ? groups : narrowed(groups, words);
  const search = onSearch !== undefined || all.size > FEW;
  const pick = (value: string, on: boolean) => {
    const rest = chosen.filter((one) => one !== value);
    hold(on ? [...rest, value] : rest);
  };
  const names = chosen.map((value) => all.get(value)?.text.text ?? value);
  return (
    <>
      <Popup
        id={id}
        role="dialog"
        className={names.length === 0 ? 'slack-select many empty' : 'slack-select many'}
        label={label ?? placeholderOf(element)}
        wrong={wrong}
        face={names.length === 0 ? placeholderOf(element) : names.map((name) => <b key={name}>{name}</b>)}
        onClosed={() => {
          setWords('');
          // As in Slack, the app hears of several choices once, when the list closes.
          if (many && !props.quiet && JSON.stringify(given) !== JSON.stringify(before.current)) {
            before.current = given;
            change(given);
          }
        }}
      >
        {(close) => (
          <>
            {search && (
              <input
                type="search"
                aria-label={`Search: ${label ?? placeholderOf(element)}`}
                placeholder={minimum > 1 ? `Type ${minimum} letters or more` : 'Search'}
                value={words}
                onChange={(event) => {
                  setWords(event.target.value);
                  onSearch?.(event.target.value);
                }}
              />
            )}
            {shown.map((group) => (
              <Options
                key={group.label ?? ''}
                group={group}
                many={many}
                chosen={chosen}
                full={chosen.length >= most}
                onPick={(value, on) => {
                  if (many) return pick(value, on);
                  change(value);
                  return close();
                }}
              />
            ))}
            {shown.every(({ options }) => options.length === 0) && (
              <p className="none">{words.length < minimum ? 'Type to search.' : 'Nothing found.'}</p>
            )}
            {!many && chosen.length > 0 && (
              <button
                type="button"
                className="clear"
                onClick={() => {
                  change(null);
                  close();
                }}
              >
                Choose nothing
              </button>
            )}
            {Number.isFinite(most) && <p className="none">{most} at most.</p>}
          </>
        )}
      </Popup>
      {question}
    </>
  );
}

function Options({
  group,
  many,
  chosen,
  full,
  onPick,
}: {
  group: Group;
  many: boolean;
  chosen: readonly string[];
  full: boolean;
  onPick(value: string, on: boolean): void;
}) {
  return (
    <fieldset className="options">
      {group.label !== null && <legend>{group.label}</legend>}
      {group.options.map((one) =>
        many ? (
          <label key={one.value}>
            <input
              type="checkbox"
              checked={chosen.includes(one.value)}
              disabled={full && !chosen.includes(one.value)}
              onChange={(event) => onPick(one.value, event.target.checked)}
            />
            <OptionText option={one} />
          </label>
        ) : (
          <button
            key={one.value}
            type="button"
            aria-pressed={chosen.includes(one.value)}
            onClick={() => onPick(one.value, true)}
          >
            <OptionText option={one} />
          </button>
        ),
      )}
    </fieldset>
  );
}

function OptionText({ option: { text, description } }: { option: SandboxOption }) {
  return (
    <span>
      {text.text}
      {description && <small>{description.text}</small>}
    </span>
  );
}

/** The texts of what is chosen, also when a later search does not bring it. */
function useRemembered(groups: Group[]): Map<string, SandboxOption> {
  const known = useRef(new Map<string, SandboxOption>());
  for (const option of groups.flatMap(({ options }) => options)) known.current.set(option.value, option);
  return known.current;
}

function narrowed(groups: Group[], words: string): Group[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return groups;
  return groups.map(({ label, options }) => ({
    label,
    options: options.filter(({ text }) => text.text.toLowerCase().includes(wanted)),
  }));
}

/** A select whose options the app finds. */
export function ExternalSelect(props: ElementProps) {
  const { element } = props;
  const { user } = useSlack();
  const { where } = useElement(props);
  const began = [element.initial_option, ...((element.initial_options as unknown[] | undefined) ?? [])];
  const [groups, setGroups] = useState<Group[]>([
    { label: null, options: began.filter(Boolean) as SandboxOption[] },
  ]);
  const [words, setWords] = useState('');
  const minimum = Number(element.min_query_length ?? 3);
  const address = JSON.stringify(where);
  useEffect(() => {
    if (words.length < minimum) return;
    const timer = setTimeout(async () => {
      const asked = { user, ...JSON.parse(address), value: words };
      const answer = await send<ClientAnswer>('/slack-client/suggest', asked);
      setGroups(answer.groups ?? []);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [words, minimum, user, address]);
  return <MultiSelect {...props} groups={groups} onSearch={setWords} minimum={minimum} />;
}
