import { Button, CloseButton, Loader, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS, type FoundMessage } from '@dealer-messaging/client';
import { errorText } from '../../app/errors';
import { Highlighted } from '../../inbox/Highlighted';
import { useFormats } from '../format/formats';
import { fullName } from '../format/names';
import { useScope } from '../scope';
import { Panel } from './Panel';
import { useRoomSearch } from './useRoomSearch';
import classes from './Panels.module.css';

interface SearchPanelProps {
  onClose: () => void;
  onChosen: (message: FoundMessage['message']) => void;
}

/** Milliseconds without a key before it searches. */
const PAUSE = 250;

export default function SearchPanel({ onClose, onChosen }: SearchPanelProps) {
  const { t } = useTranslation('conversation');
  const [text, setText] = useState('');
  const [query] = useDebouncedValue(text.trim(), PAUSE);
  const { found, isSearching, hasMore, error, loadMore } = useRoomSearch(query);

  return (
    <Panel title={t('search.title')} onClose={onClose}>
      <div className={classes.tools}>
        <TextInput
          type="search"
          autoFocus
          value={text}
          maxLength={LIMITS.searchLength}
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          leftSection={<Search size={16} aria-hidden="true" />}
          rightSection={
            text !== '' && (
              <CloseButton size="sm" aria-label={t('search.clear')} onClick={() => setText('')} />
            )
          }
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div className={classes.body}>
        <p className={classes.note} role="status">
          {noteOf()}
        </p>
        <ul className={classes.list} aria-label={t('search.results')}>
          {found.map((hit) => (
            <Hit key={hit.message.id} hit={hit} onChosen={onChosen} />
          ))}
        </ul>
        {isSearching && <Loader size="sm" className={classes.loader} aria-hidden="true" />}
        {hasMore && !isSearching && (
          <Button variant="subtle" fullWidth onClick={loadMore}>
            {t('panel.more')}
          </Button>
        )}
      </div>
    </Panel>
  );

  function noteOf(): string {
    if (error !== null) return errorText(error);
    if (query === '') return t('search.hint');
    if (isSearching) return found.length === 0 ? t('search.searching') : '';
    return found.length === 0 ? t('search.none', { query }) : '';
  }
}

function Hit({ hit, onChosen }: { hit: FoundMessage; onChosen: SearchPanelProps['onChosen'] }) {
  const { t } = useTranslation('conversation');
  const { dateTime } = useFormats();
  const { me } = useScope();
  const { message } = hit;
  return (
    <li>
      <button type="button" className={classes.hit} onClick={() => onChosen(message)}>
        <span className={classes.hitHead}>
          <span className={classes.hitName}>
            {message.sender_id === me.userId ? t('message.you') : fullName(message) || t('message.somebody')}
          </span>
          <time dateTime={message.created_at}>{dateTime(message.created_at)}</time>
        </span>
        <span className={classes.hitText}>
          <Highlighted text={hit.snippet} places={hit.highlights} />
        </span>
      </button>
    </li>
  );
}
