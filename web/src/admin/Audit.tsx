import '@mantine/core/styles/Table.css';
import '@mantine/core/styles/ScrollArea.css';
import type { AuditEntry } from '@dealer-messaging/client';
import { Button, Loader, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { errorText } from '../app/errors';
import { Link } from '../app/Link';
import { adminHash } from '../app/route';
import { usePages } from '../app/usePages';
import { fullName } from '../conversation/format/names';
import { useFormat } from '../i18n';
import classes from './Audit.module.css';
import { useAdministration } from './useAdministration';

/** Who has read which room, newest first. */
export function Audit() {
  const { t } = useTranslation(['admin', 'app']);
  const { items, isLoading, hasMore, error, more } = usePages(useAdministration().audit);
  return (
    <div className={classes.page}>
      <Table.ScrollContainer minWidth={620}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('audit.time')}</Table.Th>
              <Table.Th>{t('audit.who')}</Table.Th>
              <Table.Th>{t('audit.what')}</Table.Th>
              <Table.Th>{t('audit.room')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <div role="status" className={classes.note}>
        {isLoading && <Loader size="xs" role="status" aria-label={t('app:loading')} />}
        {!isLoading && error !== undefined && errorText(error)}
        {!isLoading && error === undefined && items.length === 0 && t('audit.none')}
      </div>
      {hasMore && !isLoading && (
        <Button variant="subtle" size="xs" onClick={more}>
          {t('audit.more')}
        </Button>
      )}
    </div>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('admin');
  const { dateTime } = useFormat();
  return (
    <Table.Tr>
      <Table.Td className={classes.time}>{dateTime(entry.at)}</Table.Td>
      <Table.Td>{fullName(entry) || entry.user_id}</Table.Td>
      <Table.Td>{t(`audit.actions.${entry.action}`)}</Table.Td>
      <Table.Td>
        <Link className={classes.link} href={adminHash('rooms', entry.room_id)}>
          {entry.room_id}
        </Link>
      </Table.Td>
    </Table.Tr>
  );
}
