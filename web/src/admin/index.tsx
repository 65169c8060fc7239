import { ArrowLeft, ShieldX } from 'lucide-react';
import type { Me } from '@dealer-messaging/client';
import { useTranslation } from 'react-i18next';
import { Blank } from '../app/Blank';
import { Link } from '../app/Link';
import { ADMIN_PARTS, adminHash, LIST_HASH, navigate, type AdminPart } from '../app/route';
import { IconButton } from '../conversation/IconButton';
import { SettingsMenu } from '../settings';
import classes from './Admin.module.css';
import { Audit } from './Audit';
import { Figures } from './Figures';
import { Rooms } from './Rooms';

interface AdminProps {
  part: AdminPart;
  /** The room that is read. */
  roomId: string | undefined;
  role: Me['role'];
}

/** For support and administrators: any room, what goes on now, and who read what. */
export default function Admin({ part, roomId, role }: AdminProps) {
  const { t } = useTranslation('admin');
  const mayRead = role === 'support' || role === 'admin';
  const parts = ADMIN_PARTS.filter((each) => each !== 'audit' || role === 'admin');
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <IconButton label={t('back')} onClick={() => navigate(LIST_HASH)}>
          <ArrowLeft size={19} aria-hidden="true" />
        </IconButton>
        <h1 className={classes.title}>{t('title')}</h1>
        {mayRead && (
          <nav className={classes.parts} aria-label={t('title')}>
            {parts.map((each) => (
              <Link key={each} href={adminHash(each)} aria-current={each === part ? 'page' : undefined}>
                {t(`parts.${each}`)}
              </Link>
            ))}
          </nav>
        )}
        <SettingsMenu isDemo={false} />
      </header>
      <main className={classes.main}>
        {mayRead && parts.includes(part) ? (
          <Part part={part} roomId={roomId} />
        ) : (
          <Blank icon={<ShieldX />} title={t('forbidden.title')} text={t('forbidden.text')} />
        )}
      </main>
    </div>
  );
}

function Part({ part, roomId }: Pick<AdminProps, 'part' | 'roomId'>) {
  switch (part) {
    case 'rooms':
      return <Rooms openRoom={roomId} />;
    case 'figures':
      return <Figures />;
    case 'audit':
      return <Audit />;
  }
}
