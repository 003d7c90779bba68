import { createContext, type ReactNode, useContext, useState } from 'react';
import type { Drafts, Given, Place } from '../slack/client-api.ts';
import { type Element, initialGiven, isMany, optionsOf } from '../slack/given.ts';
import { Confirm, type ConfirmObject } from './confirm.tsx';
import { useSlack } from './slack-context.ts';

interface SurfaceState {
  where: Place;
  drafts: Drafts;
  keep(blockId: string, actionId: string, given: Given): Drafts;
}

const SurfaceContext = createContext<SurfaceState | null>(null);

export interface Kept {
  drafts: Drafts;
  keep(blockId: string, actionId: string, given: Given): Drafts;
}

/** What stands in the elements of one message, window or home, before and after the app hears of it. */
export function useKept(start: Drafts = {}): Kept {
  const [drafts, setDrafts] = useState(start);
  return {
    drafts,
    keep(blockId, actionId, given) {
      const next = { ...drafts, [blockId]: { ...drafts[blockId], [actionId]: given } };
      setDrafts(next);
      return next;
    },
  };
}

export function Surface({ where, kept, children }: { where: Place; kept: Kept; children: ReactNode }) {
  return <SurfaceContext.Provider value={{ where, ...kept }}>{children}</SurfaceContext.Provider>;
}

/** A surface of its own, for a message or a home. */
export function OwnSurface({ where, children }: { where: Place; children: ReactNode }) {
  return (
    <Surface where={where} kept={useKept()}>
      {children}
    </Surface>
  );
}

/** What somebody can do with one element. */
export interface ElementProps {
  element: Element;
  blockId: string;
  /** For screens that are read out; where an input block stands, its label does that. */
  label?: string;
  /** The id that the label names. */
  id?: string;
  /** In an input block that does not ask to hear of every change. */
  quiet?: boolean;
  wrong?: boolean;
  focused?: boolean;
}

export function useElement({ element, blockId, quiet = false }: ElementProps) {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('only inside a surface');
  const { act } = useSlack();
  const [asked, setAsked] = useState<{ ask: ConfirmObject; go(): void } | null>(null);
  const [busy, setBusy] = useState(false);
  const { where, drafts, keep } = surface;
  const at = { ...where, actionId: element.action_id, blockId };
  const send = async (given: Given | undefined, state: Drafts) => {
    setBusy(true);
    await act({ ...at, state, ...(given === undefined ? {} : { value: given }) });
    setBusy(false);
  };
  const sure = (go: () => void) => {
    const ask = element.confirm as ConfirmObject | undefined;
    if (ask) setAsked({ ask, go });
    else go();
  };
  return {
    where: at,
    given: givenNow(element, drafts[blockId]?.[element.action_id]),
    busy,
    /** Keeps it, and tells the app where the app hears of every change. */
    change(given: Given) {
      if (quiet) keep(blockId, element.action_id, given);
      else sure(() => void send(given, keep(blockId, element.action_id, given)));
    },
    /** Keeps it and says nothing yet. */
    hold: (given: Given) => void keep(blockId, element.action_id, given),
    /** Presses it: nothing stands in it afterwards. */
    press: (given?: Given) => sure(() => void send(given, drafts)),
    question: asked && (
      <Confirm
        ask={asked.ask}
        onAnswer={(yes) => {
          setAsked(null);
          if (yes) asked.go();
        }}
      />
    ),
  };
}

function givenNow(element: Element, given: Given | undefined): Given {
  if (given === undefined) return initialGiven(element);
  const options = optionsOf(element);
  const gone =
    typeof given === 'string' && options.length > 0 && !options.some(({ value }) => value === given);
  return gone ? initialGiven(element) : given;
}

export const manyOf = (given: Given): readonly string[] =>
  typeof given === 'string' ? (given === '' ? [] : [given]) : (given ?? []);
export const oneOf = (given: Given): string => manyOf(given)[0] ?? '';
export const holdsMany = isMany;
