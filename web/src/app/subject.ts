import type { RoomSubject } from '@dealer-messaging/client';
import type { Subject } from './route';

/** What the service is asked for to open a room about this. */
export function subjectOf(subject: Subject, id: string | undefined, otherGalleryId?: string): RoomSubject {
  return {
    roomType: subject,
    ...(subject === 'offer' && id !== undefined && { offerId: id }),
    ...(subject === 'vehicle' && id !== undefined && { vehicleId: id }),
    ...(otherGalleryId !== undefined && { otherGalleryId }),
  };
}
