import { useEffect, useState } from 'react';

/** Who looks, at which room, at which thread: `#/U0ADA/C0CARE/1764064800.000100`. */
export interface Address {
  person: string | null;
  place: string | null;
  thread: string | null;
}

/** In the browser's address, so that it can be kept, and gone back from. */
export function useAddress(): [Address, (change: Partial<Address>) => void] {
  const [address, setAddress] = useState(read);
  useEffect(() => {
    const follow = () => setAddress(read());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = (change: Partial<Address>) => {
    location.hash = written({ ...address, ...change });
  };
  return [address, go];
}

function read(): Address {
  const [, person, place, thread] = location.hash.split('/').map((part) => part || null);
  return { person: person ?? null, place: place ?? null, thread: thread ?? null };
}

function written({ person, place, thread }: Address): string {
  return ['#', person ?? '', place ?? '', thread ?? ''].join('/').replace(/\/+$/u, '');
}
