import { useId } from 'react';
import type { SandboxOption, SandboxSlackState } from '../slack/client-api.ts';
import { type Element, optionsOf } from '../slack/given.ts';
import { MultiSelect } from './multi-select.tsx';
import { useSlack } from './slack-context.ts';
import { type ElementProps, manyOf, oneOf, useElement } from './surface.tsx';

export interface Group {
  label: string | null;
  options: SandboxOption[];
}

const option = (value: string, text: string, about?: string): SandboxOption => ({
  text: { type: 'plain_text', text },
  value,
  ...(about ? { description: { text: about } } : {}),
});

/** What a select offers: its own options, or the people or channels that Slack knows. */
export function groupsOf(element: Element, state: SandboxSlackState): Group[] {
  if (element.option_groups)
    return element.option_groups.map(({ label, options }) => ({ label: label.text, options }));
  return [{ label: null, options: known(element, state) ?? optionsOf(element) }];
}

function known({ type, filter }: Element, state: SandboxSlackState): SandboxOption[] | null {
  const include = (filter as { include?: string[] } | undefined)?.include;
  const people = state.users.filter(({ deleted }) => !deleted);
  const rooms = state.channels
    .filter((channel) => !include || include.includes(channel.private ? 'private' : 'public'))
    .map(({ id, name }) => option(id, `# ${name}`));
  if (type.endsWith('users_select'))
    return people.map(({ id, realName, title }) => option(id, realName, title));
  if (type.endsWith('channels_select')) return rooms;
  if (!type.endsWith('conversations_select')) return null;
  const direct = people.map(({ id, realName }) => option(`D${id.slice(1)}`, realName));
  return include?.includes('im') || !include ? [...rooms, ...direct] : rooms;
}

export function placeholderOf(element: Element): string {
  return (element.placeholder as { text: string } | undefined)?.text ?? 'Choose an option';
}

const lineOf = ({ text, description }: SandboxOption) =>
  description ? `${text.text} · ${description.text}` : text.text;

/** One of many. The browser's own control: right for keyboards and thumbs. */
export function Select(props: ElementProps) {
  const { element, id, label, wrong, focused } = props;
  const { state } = useSlack();
  const { given, change, question } = useElement(props);
  const hint = placeholderOf(element);
  const options = (some: SandboxOption[]) =>
    some.map((one) => (
      <option key={one.value} value={one.value}>
        {lineOf(one)}
      </option>
    ));
  return (
    <>
      <select
        id={id}
        aria-label={id === undefined ? (label ?? hint) : undefined}
        aria-invalid={wrong}
        // biome-ignore lint/a11y/noAutofocus: the window asks for it, as Slack does
        autoFocus={focused}
        className={oneOf(given) === '' ? 'slack-select empty' : 'slack-select'}
        value={oneOf(given)}
        data-action={element.action_id}
        onChange={(event) => change(event.target.value === '' ? null : event.target.value)}
      >
        <option value="">{hint}</option>
        {groupsOf(element, state).map((group) =>
          group.label === null ? (
            options(group.options)
          ) : (
            <optgroup key={group.label} label={group.label}>
              {options(group.options)}
            </optgroup>
          ),
        )}
      </select>
      {question}
    </>
  );
}

/** Several of many. */
export function ManySelect(props: ElementProps) {
  const { state } = useSlack();
  return <MultiSelect {...props} groups={groupsOf(props.element, state)} />;
}

/** Boxes and round buttons. */
export function Choices(props: ElementProps) {
  const { element, label, wrong, focused } = props;
  const { given, change, question } = useElement(props);
  const name = useId();
  const many = element.type === 'checkboxes';
  const chosen = manyOf(given);
  const pick = (value: string, on: boolean) => {
    if (!many) return change(value);
    const rest = chosen.filter((one) => one !== value);
    return change(on ? [...rest, value] : rest);
  };
  return (
    <fieldset className="choices" aria-label={label} aria-invalid={wrong} data-action={element.action_id}>
      {optionsOf(element).map(({ text, value, description }, index) => (
        <label key={value}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            // biome-ignore lint/a11y/noAutofocus: the window asks for it, as Slack does
            autoFocus={focused && index === 0}
            checked={chosen.includes(value)}
            onChange={(event) => pick(value, event.target.checked)}
          />
          <span>
            {bare(text)}
            {description && <small>{bare(description)}</small>}
          </span>
        </label>
      ))}
      {question}
    </fieldset>
  );
}

/** Markup in an option: bold, italics and code are the marks that matter there. */
function bare({ text, type }: { text: string; type?: string }): string {
  return type === 'mrkdwn' ? text.replace(/[*_`~]([^*_`~]+)[*_`~]/gu, '$1') : text;
}
