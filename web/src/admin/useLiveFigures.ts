import type { LiveFigures } from '@dealer-messaging/client';
import { useEffect, useState } from 'react';
import { useAdministration } from './useAdministration';

/** Milliseconds from one question to the next. */
const PAUSE = 3_000;

/** The figures, asked for again and again while the page is looked at. The last ones stay when an answer fails. */
export function useLiveFigures(): { figures: LiveFigures | undefined; error: unknown } {
  const { figures: ask } = useAdministration();
  const [figures, setFigures] = useState<LiveFigures>();
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') ask().then(setFigures, setError);
    };
    look();
    const timer = setInterval(look, PAUSE);
    return () => clearInterval(timer);
  }, [ask]);

  return { figures, error };
}
