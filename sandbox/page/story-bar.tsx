import type { Caption } from '../story/caption.ts';

/** The step that goes on now, and how many were seen so far. */
export function StoryBar({ chapter, time, line, saw, seen, missed, over }: Caption) {
  return (
    <section className="story-bar" aria-label="Story">
      <p className="story-step">
        <strong>{over ? '' : time}</strong> <span>{line === '' ? chapter : line}</span>
        {saw !== null && <small>✓ {saw}</small>}
      </p>
      <p className="story-count">
        <small>{over ? '' : chapter}</small>
        <span>
          {seen} seen{missed > 0 && <b>, {missed} missed</b>}
        </span>
      </p>
    </section>
  );
}
