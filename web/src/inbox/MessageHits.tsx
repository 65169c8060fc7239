import type { FoundInRooms } from '@dealer-messaging/client';
import { useChat } from '@dealer-messaging/client/react';
import { Button, Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../app/errors';
import { Link } from '../app/Link';
import { roomHash } from '../app/route';
import { usePages, type AskPage } from '../app/usePages';
import { useFormat } from '../i18n';
import { Highlighted } from './Highlighted';
import pane from './InboxPane.module.css';
import classes from './MessageHits.module.css';

/** Milliseconds without a key after which the search begins. */
const PAUSE = 250;

/** Messages of all conversations in which the text stands; each leads to its place. */
export default function MessageHits({ text }: { text: string }) {
  const { t } = useTranslation('inbox');
  const [sought] = useDebouncedValue(text, PAUSE);
  const { client } = useChat();
  const ask = useCallback<AskPage<FoundInRooms>>(
    (cursor, signal) => client.search(sought, { ...(cursor !== undefined && { cursor }), signal }),
    [client, sought],
  );
  const { items: hits, isLoading, hasMore, error, more } = usePages(ask);
  return (
    <>
      <h3 className={pane.part} id="message-hits">
        {t('search.messages')}
      </h3>
      <ul className={classes.hits} aria-labelledby="message-hits">
        {hits.map((hit) => (
          <Hit key={hit.message.id} hit={hit} />
        ))}
      </ul>
      <div role="status">
        {isLoading && (
          <p className={classes.searching}>
            <Loader size="xs" aria-hidden="true" /> {t('search.searching')}
          </p>
        )}
        {!isLoading && error !== undefined && <p className={pane.note}>{errorText(error)}</p>}
        {!isLoading && error === undefined && hits.length === 0 && (
          <p className={pane.note}>{t('search.none')}</p>
        )}
      </div>
      {hasMore && !isLoading && (
        <Button variant="subtle" size="xs" fullWidth onClick={more}>
          {t('search.more')}
        </Button>
      )}
    </>
  );
}

function Hit({ hit: { message, room, snippet, highlights } }: { hit: FoundInRooms }) {
  const { t } = useTranslation('inbox');
  const { shortTime } = useFormat();
  return (
    <li>
      <Link className={classes.hit} href={roomHash(room.id, message.seq)}>
        <span className={classes.room}>{room.other_gallery_name ?? t('row.unknownGallery')}</span>
        <time className={classes.time} dateTime={message.created_at}>
          {shortTime(message.created_at)}
        </time>
        <span className={classes.snippet}>
          {message.first_name !== null && <span className={classes.sender}>{message.first_name}: </span>}
          <Highlighted text={snippet} places={highlights} />
        </span>
      </Link>
    </li>
  );
}
