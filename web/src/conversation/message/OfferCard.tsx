import { Tag } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MessageView, OfferSnapshot } from '@dealer-messaging/client';
import { useFormats } from '../format/formats';
import classes from './Cards.module.css';

/** The offer that a message tells of, as it stood then. */
export function offerOf({ message_type, metadata }: MessageView): OfferSnapshot | null {
  if (message_type !== 'offer_update') return null;
  return (metadata?.offer as OfferSnapshot | undefined) ?? null;
}

const KNOWN = ['pending', 'accepted', 'rejected', 'withdrawn', 'expired', 'countered'] as const;

export function OfferCard({ offer }: { offer: OfferSnapshot }) {
  const { t } = useTranslation('conversation');
  const { money } = useFormats();
  const known = KNOWN.find((status) => status === offer.status);
  return (
    <div className={classes.offer}>
      <span className={classes.offerIcon} aria-hidden="true">
        <Tag size={18} />
      </span>
      <span className={classes.offerWords}>
        <span className={classes.offerTitle}>{t('offer.title')}</span>
        {offer.amount !== null && <strong className={classes.offerAmount}>{money(offer.amount)}</strong>}
      </span>
      {offer.status !== null && (
        <span className={classes.offerStatus} data-offer={known}>
          {known ? t(`offer.${known}`) : offer.status}
        </span>
      )}
    </div>
  );
}
