import type { Me, MessageView, RoomView } from '@dealer-messaging/client';

interface Named {
  first_name: string | null;
  last_name: string | null;
}

/** @returns an empty text where nothing is known of the person */
export const fullName = ({ first_name, last_name }: Named): string =>
  [first_name, last_name].filter((part) => part !== null && part !== '').join(' ');

type Sides = Pick<RoomView, 'gallery_a_id' | 'gallery_b_id' | 'gallery_a_name' | 'gallery_b_name'>;
type Subject = Pick<RoomView, 'vehicle_brand' | 'vehicle_model' | 'vehicle_title'>;

export interface Side {
  galleryId: string;
  name: string | null;
}

/** The gallery that is talked to. */
export const otherSide = (room: Sides, me: Me): Side =>
  room.gallery_a_id === me.galleryId
    ? { galleryId: room.gallery_b_id, name: room.gallery_b_name }
    : { galleryId: room.gallery_a_id, name: room.gallery_a_name };

/** What the room is about; null where no vehicle is known. */
export function vehicleName(room: Subject): string | null {
  const makeAndModel = [room.vehicle_brand, room.vehicle_model].filter(Boolean).join(' ');
  return room.vehicle_title ?? (makeAndModel || null);
}

/** How far back the names of those who type are looked for. */
const LOOK_BACK = 200;

/** First names of people who have said something lately; the others are passed over. */
export function namesOf(userIds: readonly string[], messages: readonly MessageView[]): string[] {
  const lately = messages.slice(-LOOK_BACK);
  return userIds.flatMap((id) => lately.findLast(({ sender_id }) => sender_id === id)?.first_name ?? []);
}
