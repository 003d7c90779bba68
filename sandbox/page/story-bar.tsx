/** What the story that is played tells. */
export interface StoryCaption {
  chapter: string;
  time: string;
  line: string;
  /** Null while it goes on. */
  saw: string | null;
  seen: number;
  missed: number;
  over: boolean;
}

/** The step that goes on now, and how many were seen so far. */
export function StoryBar({ chapter, time, line, saw, seen, missed, over }: StoryCaption) {
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
