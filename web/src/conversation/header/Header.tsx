import { Menu } from '@mantine/core';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical';
import Images from 'lucide-react/icons/images';
import Pin from 'lucide-react/icons/pin';
import Search from 'lucide-react/icons/search';
import Trash2 from 'lucide-react/icons/trash-2';
import { useTranslation } from 'react-i18next';
import type { RoomState, RoomView } from '@dealer-messaging/client';
import { useFormats } from '../format/formats';
import { otherSide, vehicleName } from '../format/names';
import { IconButton } from '../IconButton';
import { useScope } from '../scope';
import { StatusLine } from './StatusLine';
import classes from './Header.module.css';

export type PanelKind = 'search' | 'media' | 'pins';

interface HeaderProps {
  room: RoomView;
  view: RoomState;
  onBack(): void;
  onPanel(panel: PanelKind): void;
  onCloseRoom(): void;
}

export function Header({ room, view, onBack, onPanel, onCloseRoom }: HeaderProps) {
  const { t } = useTranslation('conversation');
  const { me, capabilities, isOpen } = useScope();
  const other = otherSide(room, me);
  const features = capabilities?.features;
  const icon = { size: 16, 'aria-hidden': true } as const;
  const hasPins = features?.pins ?? true;
  return (
    <header className={classes.header}>
      <IconButton label={t('header.back')} className={classes.back} onClick={onBack}>
        <ArrowLeft size={22} aria-hidden="true" />
      </IconButton>
      <div className={classes.words}>
        <h1 className={classes.name}>{other.name ?? t('header.unknownGallery')}</h1>
        <Subject room={room} />
        <StatusLine view={view} galleryId={other.galleryId} />
      </div>
      {(features?.search ?? true) && (
        <IconButton label={t('search.title')} onClick={() => onPanel('search')}>
          <Search size={20} aria-hidden="true" />
        </IconButton>
      )}
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <IconButton label={t('header.menu')}>
            <EllipsisVertical size={20} aria-hidden="true" />
          </IconButton>
        </Menu.Target>
        <Menu.Dropdown>
          {(features?.media ?? true) && (
            <Menu.Item leftSection={<Images {...icon} />} onClick={() => onPanel('media')}>
              {t('header.media')}
            </Menu.Item>
          )}
          {hasPins && (
            <Menu.Item leftSection={<Pin {...icon} />} onClick={() => onPanel('pins')}>
              {t('pins.title')}
            </Menu.Item>
          )}
          {isOpen && (
            <>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<Trash2 {...icon} />} onClick={onCloseRoom}>
                {t('close.action')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}

/** What the room is about. */
function Subject({ room }: { room: RoomView }) {
  const { t } = useTranslation('conversation');
  const { money } = useFormats();
  const vehicle = vehicleName(room);
  return (
    <p className={classes.subject}>
      <span className={classes.type}>{t(`roomType.${room.room_type}`)}</span>
      {vehicle !== null && <span className={classes.vehicle}>{vehicle}</span>}
      {room.vehicle_price !== null && <span className={classes.price}>{money(room.vehicle_price)}</span>}
    </p>
  );
}
