import type { Highlight } from '@dealer-messaging/client';
import { Fragment } from 'react';
import classes from './Highlighted.module.css';

/** A text with the places marked in which something was found. */
export function Highlighted({ text, places }: { text: string; places: readonly Highlight[] }) {
  return (
    <>
      {places.map(({ start, end }, index) => (
        <Fragment key={start}>
          {text.slice(places[index - 1]?.end ?? 0, start)}
          <mark className={classes.mark}>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(places.at(-1)?.end ?? 0)}
    </>
  );
}
