import type { SandboxPost } from '../x/client-api.ts';

/** What stands under a post, with the words that people hear who cannot see it. */
export function Pictures({ images }: Pick<SandboxPost, 'images'>) {
  if (images.length === 0) return null;
  return (
    <div className="pictures" data-count={images.length}>
      {images.map(({ url, alt, type }) => (
        <figure key={url}>
          {type === 'video' ? (
            // biome-ignore lint/a11y/useMediaCaption: whoever made it gave none
            <video src={url} controls preload="metadata" />
          ) : (
            <img src={url} alt={alt} />
          )}
          {alt !== '' && (
            <figcaption>
              <b>ALT</b> {alt}
            </figcaption>
          )}
        </figure>
      ))}
    </div>
  );
}
