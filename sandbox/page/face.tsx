/** A letter for a face, with the dot that says whether they are there. */
export function Face({ name, away }: { name: string; away: boolean }) {
  return (
    <span className="face small" aria-hidden="true">
      {name.slice(0, 1)}
      <i className={away ? 'dot away' : 'dot'} />
    </span>
  );
}
