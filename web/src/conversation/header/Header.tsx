import { Menu } from '@mantine/core';
import { ArrowLeft, EllipsisVertical, Images, Pin, Search, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RoomState, RoomView } from '@dealer-messaging/client';
import { otherSide } from '../format/names';
import { GalleryAvatar } from '../../inbox/GalleryAvatar';
import { RoomSubject } from '../../inbox/RoomSubject';
import { IconButton } from '../IconButton';
import { useScope } from '../scope';
import { StatusLine } from './StatusLine';
import classes from './Header.module.css';

export type PanelKind = 'search' | 'media' | 'pins';

interface HeaderProps {
  room: RoomView;
  view: RoomState;
  onBack: () => void;
  onPanel: (panel: PanelKind) => void;
  onCloseRoom: () => void;
}

export function Header({ room, view, onBack, onPanel, onCloseRoom }: HeaderProps) {
  const { t } = useTranslation('conversation');
  const { me, capabilities, isOpen } = useScope();
  const other = otherSide(room, me);
  const name = other.name ?? t('header.unknownGallery');
  const features = capabilities?.features;
  const icon = { size: 16, 'aria-hidden': true } as const;
  const hasPins = features?.pins ?? true;
  return (
    <header className={classes.header}>
      <IconButton label={t('header.back')} className={classes.back} onClick={onBack}>
        <ArrowLeft size={22} aria-hidden="true" />
      </IconButton>
      <span className={classes.avatar}>
        <GalleryAvatar name={name} />
      </span>
      <div className={classes.words}>
        <h2 className={classes.name}>{name}</h2>
        <p className={classes.subject}>
          <RoomSubject room={room} />
        </p>
        <StatusLine view={view} galleryId={other.galleryId} />
      </div>
      {(features?.search ?? true) && (
        <IconButton label={t('search.title')} onClick={() => onPanel('search')}>
          <Search size={20} aria-hidden="true" />
        </IconButton>
      )}
      <Menu position="bottom-end" width={220} withInitialFocusPlaceholder={false}>
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
              <Menu.Item
                color="var(--mantine-color-error)"
                leftSection={<Trash2 {...icon} />}
                onClick={onCloseRoom}
              >
                {t('close.action')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}
