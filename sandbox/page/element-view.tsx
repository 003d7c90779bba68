import type { ComponentType } from 'react';
import { OverflowMenu, PressButton } from './buttons.tsx';
import { Choices, ManySelect, Select } from './choices.tsx';
import { FileInput } from './file-input.tsx';
import { MomentInput, TextInput } from './inputs.tsx';
import { ExternalSelect } from './multi-select.tsx';
import type { ElementProps } from './surface.tsx';

const ELEMENTS: Record<string, ComponentType<ElementProps>> = {
  button: PressButton,
  overflow: OverflowMenu,
  static_select: Select,
  users_select: Select,
  conversations_select: Select,
  channels_select: Select,
  multi_static_select: ManySelect,
  multi_users_select: ManySelect,
  multi_conversations_select: ManySelect,
  multi_channels_select: ManySelect,
  external_select: ExternalSelect,
  multi_external_select: ExternalSelect,
  checkboxes: Choices,
  radio_buttons: Choices,
  plain_text_input: TextInput,
  url_text_input: TextInput,
  email_text_input: TextInput,
  number_input: TextInput,
  file_input: FileInput,
  datepicker: MomentInput,
  timepicker: MomentInput,
};

/** An interactive element as Slack draws it. */
export function ElementView(props: ElementProps) {
  const Shown = ELEMENTS[props.element.type];
  return Shown ? <Shown {...props} /> : <p className="soft">({props.element.type})</p>;
}

export const isInteractive = (type: string): boolean => type in ELEMENTS;

/** Elements that one label cannot name: they have several controls, or their own button. */
export const namesItself = (type: string): boolean =>
  type === 'checkboxes' || type === 'radio_buttons' || type.includes('multi_') || type === 'external_select';
