import '@mantine/core/styles/Table.css';
import '@mantine/core/styles/ScrollArea.css';
import type { LiveFigures } from '@dealer-messaging/client';
import { Loader, Table } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Blank } from '../app/Blank';
import { errorText } from '../app/errors';
import { useFormat } from '../i18n';
import classes from './Figures.module.css';
import { useLiveFigures } from './useLiveFigures';

/** What goes on now, over all servers. */
export function Figures() {
  const { t } = useTranslation(['admin', 'app']);
  const { figures, error } = useLiveFigures();
  if (figures !== undefined) return <Shown figures={figures} />;
  if (error === undefined) return <Loader size="sm" m="xl" role="status" aria-label={t('app:loading')} />;
  return <Blank icon={<CircleAlert />} title={errorText(error)} role="alert" />;
}

function Shown({ figures }: { figures: LiveFigures }) {
  const { t, i18n } = useTranslation('admin');
  const { number, clock } = useFormat();
  const rate = (value: number): string => value.toLocaleString(i18n.language, { maximumFractionDigits: 1 });
  const { rooms, messages_per_second: messages, nodes } = figures;
  const total = number(rooms.total);
  const missing = figures.node_count - nodes.length;
  return (
    <div className={classes.page}>
      <p className={classes.note}>{t('figures.at', { time: clock(figures.at) })}</p>
      <dl className={classes.tiles}>
        <Tile label={t('figures.people')} value={number(figures.people_online)} />
        <Tile label={t('figures.sockets')} value={number(figures.sockets)} />
        <Tile
          label={t('figures.messages')}
          value={rate(messages.last_10_seconds)}
          note={t('figures.lastMinute', { rate: rate(messages.last_minute) })}
        />
        <Tile
          label={t('figures.activeRooms')}
          value={number(rooms.active)}
          note={rooms.estimated ? t('figures.aboutAllRooms', { total }) : t('figures.allRooms', { total })}
        />
      </dl>
      <h2 className={classes.heading}>{t('figures.nodes')}</h2>
      <Nodes nodes={nodes} rate={rate} />
      {missing > 0 && <p className={classes.note}>{t('figures.missing', { missing })}</p>}
    </div>
  );
}

function Tile({ label, value, note }: { label: string; value: string; note?: string }) {
  return (
    <div className={classes.tile}>
      <dt>{label}</dt>
      <dd className={classes.value}>{value}</dd>
      {note !== undefined && <dd className={classes.note}>{note}</dd>}
    </div>
  );
}

function Nodes({ nodes, rate }: { nodes: LiveFigures['nodes']; rate: (value: number) => string }) {
  const { t } = useTranslation('admin');
  const { number, dateTime } = useFormat();
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('figures.node')}</Table.Th>
            <Table.Th>{t('figures.version')}</Table.Th>
            <Table.Th>{t('figures.since')}</Table.Th>
            <Table.Th ta="right">{t('figures.sockets')}</Table.Th>
            <Table.Th ta="right">{t('figures.messages')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map((node) => (
            <Table.Tr key={node.node_id}>
              <Table.Td>{node.node_id.slice(0, 8)}</Table.Td>
              <Table.Td>{node.version}</Table.Td>
              <Table.Td>{dateTime(node.started_at)}</Table.Td>
              <Table.Td ta="right">{number(node.sockets)}</Table.Td>
              <Table.Td ta="right">{rate(node.messages_per_second.last_10_seconds)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
