import type { KeyboardEvent } from 'react';
import type { Element } from '../slack/given.ts';
import { type ElementProps, oneOf, useElement } from './surface.tsx';

const hintOf = (element: Element) => (element.placeholder as { text: string } | undefined)?.text;

/** When the app hears of a text that is typed. Slack's own rule, where the app says nothing: at Enter. */
function triggersOf(element: Element): string[] {
  const config = element.dispatch_action_config as { trigger_actions_on?: string[] } | undefined;
  return config?.trigger_actions_on ?? ['on_enter_pressed'];
}

const KINDS: Record<string, string> = {
  url_text_input: 'url',
  email_text_input: 'email',
  number_input: 'text',
  plain_text_input: 'text',
};

/** A line or more of text. */
export function TextInput(props: ElementProps) {
  const { element, id, label, quiet = false, wrong, focused } = props;
  const { given, change, hold } = useElement(props);
  const triggers = triggersOf(element);
  const text = oneOf(given);
  const common = {
    id,
    'aria-label': id === undefined ? label : undefined,
    'aria-invalid': wrong,
    autoFocus: focused,
    value: text,
    placeholder: hintOf(element),
    maxLength: Number(element.max_length ?? 3_000),
    onChange: ({ target }: { target: { value: string } }) =>
      !quiet && triggers.includes('on_character_entered') ? change(target.value) : hold(target.value),
  };
  const entered = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || quiet || !triggers.includes('on_enter_pressed')) return;
    event.preventDefault();
    change(text);
  };
  return element.multiline === true ? (
    <textarea {...common} rows={4} />
  ) : (
    <input
      {...common}
      type={KINDS[element.type] ?? 'text'}
      inputMode={element.type === 'number_input' ? 'decimal' : undefined}
      onKeyDown={entered}
    />
  );
}

/** A day or a time of day. */
export function MomentInput(props: ElementProps) {
  const { element, id, label, wrong, focused } = props;
  const { given, change, question } = useElement(props);
  return (
    <>
      <input
        id={id}
        type={element.type === 'datepicker' ? 'date' : 'time'}
        className="moment"
        aria-label={id === undefined ? (label ?? hintOf(element) ?? 'Pick') : undefined}
        aria-invalid={wrong}
        // biome-ignore lint/a11y/noAutofocus: the window asks for it, as Slack does
        autoFocus={focused}
        data-action={element.action_id}
        value={oneOf(given)}
        onChange={(event) => change(event.target.value === '' ? null : event.target.value)}
      />
      {question}
    </>
  );
}
