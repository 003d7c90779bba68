import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';

const EDGE = 8;
const TALLEST = 560;

interface PopupProps {
  /** What stands in the button that opens it. */
  face: ReactNode;
  label: string;
  className?: string;
  id?: string;
  role: 'menu' | 'listbox' | 'dialog';
  wrong?: boolean;
  onClosed?(): void;
  children(close: () => void): ReactNode;
}

/** A button with a panel that lies over everything; Escape, a click beside it, or a choice closes it. */
export function Popup({ face, label, className, id, role, wrong, onClosed, children }: PopupProps) {
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const panelId = useId();
  const named = { role, 'aria-label': label };
  useLayoutEffect(() => {
    if (!open || !panel.current || !button.current) return;
    const box = panel.current;
    const anchor = button.current;
    place(box, anchor);
    firstOf(box)?.focus();
    const follow = () => place(box, anchor);
    const grown = new ResizeObserver(follow);
    grown.observe(box);
    addEventListener('resize', follow);
    box.addEventListener('keydown', step);
    return () => {
      box.removeEventListener('keydown', step);
      grown.disconnect();
      removeEventListener('resize', follow);
    };
  }, [open]);
  return (
    <>
      <button
        ref={button}
        type="button"
        id={id}
        className={className}
        aria-label={label}
        aria-haspopup={role}
        aria-expanded={open}
        aria-invalid={wrong}
        popoverTarget={panelId}
      >
        {face}
      </button>
      <div
        ref={panel}
        id={panelId}
        className="popup"
        popover="auto"
        // Out of sight until it has its place.
        style={{ visibility: open ? 'visible' : 'hidden' }}
        {...named}
        onToggle={(event) => {
          const now = event.newState === 'open';
          setOpen(now);
          if (!now) onClosed?.();
        }}
      >
        {open && children(() => panel.current?.hidePopover())}
      </div>
    </>
  );
}

const STOPS = 'input:not([type="hidden"]), button, [href]';

function firstOf(box: HTMLElement): HTMLElement | null {
  return box.querySelector<HTMLElement>('[aria-checked="true"]') ?? box.querySelector<HTMLElement>(STOPS);
}

/** Arrows go through the panel, as in every menu. */
function step(this: HTMLElement, event: KeyboardEvent): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (by === 0) return;
  event.preventDefault();
  const stops = [...this.querySelectorAll<HTMLElement>(STOPS)];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[(at + by + stops.length) % stops.length]?.focus();
}

/** Under the button, or over it where there is more room; never over the edge. */
function place(box: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const below = innerHeight - at.bottom - EDGE * 2;
  const above = at.top - EDGE * 2;
  const up = below < Math.min(box.scrollHeight, 260) && above > below;
  box.style.minWidth = `${Math.min(at.width, innerWidth - EDGE * 2)}px`;
  box.style.maxHeight = `${Math.min(up ? above : below, TALLEST)}px`;
  box.style.left = `${Math.max(EDGE, Math.min(at.left, innerWidth - box.offsetWidth - EDGE))}px`;
  box.style.top = up ? `${at.top - box.offsetHeight - 4}px` : `${at.bottom + 4}px`;
}
