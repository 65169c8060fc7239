import '@mantine/core/styles/Combobox.css';
import type { RoomStatus, RoomType } from '@dealer-messaging/client';
import { Button, Loader, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { MessagesSquare, Search } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Blank } from '../app/Blank';
import { errorText } from '../app/errors';
import { usePages } from '../app/usePages';
import { RoomEntry } from './RoomEntry';
import classes from './Rooms.module.css';
import { Transcript } from './Transcript';
import { useAdministration, type RoomQuery } from './useAdministration';

const TYPES = ['all', 'offer', 'vehicle', 'support'] as const satisfies readonly (RoomType | 'all')[];
const STATUSES = ['active', 'closed', 'all'] as const satisfies readonly RoomStatus[];

/** Milliseconds without a key after which the search begins. */
const PAUSE = 250;

/** Finds rooms of any gallery, and shows the one that is read. */
export function Rooms({ openRoom }: { openRoom: string | undefined }) {
  const { t } = useTranslation('admin');
  return (
    <div className={classes.panes} data-showing={openRoom === undefined ? 'list' : 'room'}>
      <section className={classes.list} aria-label={t('parts.rooms')}>
        <Finder openRoom={openRoom} />
      </section>
      <section className={classes.room} aria-label={t('transcript.label')}>
        {openRoom === undefined ? (
          <Blank icon={<MessagesSquare />} title={t('rooms.choose')} text={t('rooms.chooseText')} />
        ) : (
          <Transcript key={openRoom} roomId={openRoom} />
        )}
      </section>
    </div>
  );
}

function Finder({ openRoom }: { openRoom: string | undefined }) {
  const { t } = useTranslation(['admin', 'app']);
  const [text, setText] = useState('');
  const [type, setType] = useState<(typeof TYPES)[number]>('all');
  const [status, setStatus] = useState<RoomStatus>('active');
  const [q] = useDebouncedValue(text.trim(), PAUSE);
  const { items, isLoading, hasMore, error, more } = useFoundRooms(q, type, status);
  return (
    <>
      <div className={classes.tools}>
        <TextInput
          type="search"
          variant="filled"
          aria-label={t('rooms.search')}
          placeholder={t('rooms.placeholder')}
          leftSection={<Search size={16} aria-hidden="true" />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={200}
        />
        <div className={classes.filters}>
          <NativeSelect
            size="xs"
            aria-label={t('rooms.type')}
            value={type}
            onChange={(event) => setType(TYPES.find((each) => each === event.currentTarget.value) ?? 'all')}
            data={TYPES.map((value) => ({ value, label: t(`rooms.types.${value}`) }))}
          />
          <NativeSelect
            size="xs"
            aria-label={t('rooms.status')}
            value={status}
            onChange={(event) =>
              setStatus(STATUSES.find((each) => each === event.currentTarget.value) ?? 'all')
            }
            data={STATUSES.map((value) => ({ value, label: t(`rooms.statuses.${value}`) }))}
          />
        </div>
      </div>
      <div className={classes.found}>
        <ul aria-label={t('parts.rooms')}>
          {items.map((room) => (
            <RoomEntry key={room.id} room={room} isOpen={room.id === openRoom} />
          ))}
        </ul>
        <div role="status" className={classes.note}>
          {isLoading && <Loader size="xs" role="status" aria-label={t('app:loading')} />}
          {!isLoading && error !== undefined && errorText(error)}
          {!isLoading && error === undefined && items.length === 0 && t('rooms.none')}
        </div>
        {hasMore && !isLoading && (
          <Button variant="subtle" size="xs" fullWidth onClick={more}>
            {t('rooms.more')}
          </Button>
        )}
      </div>
    </>
  );
}

function useFoundRooms(q: string, type: (typeof TYPES)[number], status: RoomStatus) {
  const { findRooms } = useAdministration();
  const ask = useCallback(
    (cursor: string | undefined, signal: AbortSignal) => {
      const query: RoomQuery = { status, ...(q !== '' && { q }), ...(type !== 'all' && { type }) };
      return findRooms(query, cursor, signal);
    },
    [findRooms, q, type, status],
  );
  return usePages(ask);
}
