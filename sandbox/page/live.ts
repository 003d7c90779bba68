import { useCallback, useEffect, useState } from 'react';
import type { ClientAnswer } from '../slack/client-api.ts';

/** A state that the server says has changed whenever it has: read again, but never twice at once. Undefined: nothing yet. */
export function useLive<T>(events: string | undefined, address: string | undefined): T | null {
  const [state, setState] = useState<T | null>(null);
  const read = useCallback(async () => {
    if (address === undefined) return;
    const response = await fetch(address);
    if (response.ok) setState((await response.json()) as T);
  }, [address]);
  useEffect(() => {
    if (events === undefined) return;
    let reading = false;
    let again = false;
    const refresh = async () => {
      if (reading) {
        again = true;
        return;
      }
      reading = true;
      do {
        again = false;
        await read();
      } while (again);
      reading = false;
    };
    const source = new EventSource(events);
    source.onmessage = () => void refresh();
    return () => source.close();
  }, [events, read]);
  return state;
}

export async function send<T extends ClientAnswer = ClientAnswer>(address: string, body: object): Promise<T> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T;
}

/** `12 s`, `3 min`, or the time of day. */
export function ago(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}

/** Draws again every few seconds, so that "12 s" stays true. */
export function useNow(everyMs = 5000): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
