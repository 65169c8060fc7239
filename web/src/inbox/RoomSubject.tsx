import type { RoomView } from '@dealer-messaging/client';
import { CarFront, LifeBuoy, Tag } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { vehicleName } from '../conversation/format/names';
import { useFormat } from '../i18n';
import classes from './RoomSubject.module.css';

const ICONS = { offer: Tag, vehicle: CarFront, support: LifeBuoy };

type Subject = Pick<
  RoomView,
  'room_type' | 'vehicle_brand' | 'vehicle_model' | 'vehicle_title' | 'vehicle_price'
>;

/** What a room is about: an offer or a vehicle with its price, or support. */
export function RoomSubject({ room }: { room: Subject }) {
  const { t } = useTranslation('inbox');
  const { money } = useFormat();
  const Icon = ICONS[room.room_type];
  const kind = t(`row.${room.room_type}`);
  return (
    <span className={classes.subject}>
      {/* The picture says which kind it is; in words it is for who does not see it. */}
      <Icon size={13} className={classes.icon} role="img" aria-label={kind} />
      <span className={classes.text}>{vehicleName(room) ?? kind}</span>
      {room.vehicle_price !== null && <span className={classes.price}>{money(room.vehicle_price)}</span>}
    </span>
  );
}
