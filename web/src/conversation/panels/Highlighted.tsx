import type { Highlight } from '@dealer-messaging/client';

interface HighlightedProps {
  text: string;
  /** In their order; none has a part of another. */
  highlights: readonly Highlight[];
}

/** A text with its hits marked. */
export function Highlighted({ text, highlights }: HighlightedProps) {
  const end = highlights.at(-1)?.end ?? 0;
  return (
    <>
      {highlights.map((hit, index) => (
        <span key={hit.start}>
          {text.slice(highlights[index - 1]?.end ?? 0, hit.start)}
          <mark>{text.slice(hit.start, hit.end)}</mark>
        </span>
      ))}
      {text.slice(end)}
    </>
  );
}
