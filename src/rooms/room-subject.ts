import { Injectable } from '@nestjs/common';
import { AppError } from '../common/index.js';
import { AppConfig } from '../config/index.js';
import type { OpenRoomDto } from './dto/open-room.dto.js';
import { RoomsRepository, type RoomSubject } from './rooms.repository.js';

/** Works out what a new room is about and who its other side is. */
@Injectable()
export class RoomSubjects {
  constructor(
    private readonly rooms: RoomsRepository,
    private readonly config: AppConfig,
  ) {}

  /**
   * @param caller the gallery that opens the room; it becomes side a
   * @throws AppError OFFER_NOT_FOUND, VEHICLE_NOT_FOUND, GALLERY_NOT_FOUND, OFFER_FORBIDDEN, SAME_GALLERY,
   *   VALIDATION_FAILED when an id is missing or `otherGalleryId` contradicts the subject
   */
  async resolve(request: OpenRoomDto, caller: string): Promise<RoomSubject> {
    const subject = await this.find(request, caller);
    if (subject.galleryB === caller) throw new AppError('SAME_GALLERY');
    if (!(await this.rooms.galleryExists(subject.galleryB))) throw new AppError('GALLERY_NOT_FOUND');
    return subject;
  }

  private find(request: OpenRoomDto, caller: string): Promise<RoomSubject> {
    switch (request.roomType) {
      case 'offer':
        return this.offer(request, caller);
      case 'vehicle':
        return this.vehicle(request, caller);
      case 'support':
        return Promise.resolve(this.support(request, caller));
    }
  }

  private async offer({ offerId, otherGalleryId }: OpenRoomDto, caller: string): Promise<RoomSubject> {
    const id = required('offerId', offerId);
    const offer = await this.rooms.findOffer(id);
    if (offer === undefined) throw new AppError('OFFER_NOT_FOUND');
    const { buyer_gallery_id: buyer, seller_gallery_id: seller, vehicle_id: vehicleId } = offer;
    if (caller !== buyer && caller !== seller) throw new AppError('OFFER_FORBIDDEN');
    const other = caller === buyer ? seller : buyer;
    if (other === null) throw new AppError('GALLERY_NOT_FOUND');
    return {
      roomType: 'offer',
      offerId: id,
      vehicleId,
      galleryA: caller,
      galleryB: agreeing(otherGalleryId, other, caller),
    };
  }

  private async vehicle({ vehicleId, otherGalleryId }: OpenRoomDto, caller: string): Promise<RoomSubject> {
    const id = required('vehicleId', vehicleId);
    const vehicle = await this.rooms.findVehicle(id);
    if (vehicle === undefined) throw new AppError('VEHICLE_NOT_FOUND');
    if (vehicle.gallery_id === null) throw new AppError('GALLERY_NOT_FOUND');
    const galleryB = otherSide(vehicle.gallery_id, otherGalleryId, caller);
    return { roomType: 'vehicle', offerId: null, vehicleId: id, galleryA: caller, galleryB };
  }

  private support({ otherGalleryId }: OpenRoomDto, caller: string): RoomSubject {
    const { supportGalleryId } = this.config;
    if (supportGalleryId === undefined) throw AppError.invalid('roomType', 'notConfigured');
    const galleryB = otherSide(supportGalleryId, otherGalleryId, caller);
    return { roomType: 'support', offerId: null, vehicleId: null, galleryA: caller, galleryB };
  }
}

/** The owner of the subject names whom it talks to; anyone else talks to the owner. */
const otherSide = (owner: string, named: string | null | undefined, caller: string): string =>
  caller === owner ? required('otherGalleryId', named) : agreeing(named, owner, caller);

/** `otherGalleryId` may be sent although the subject decides; then the two must agree. */
function agreeing(named: string | null | undefined, decided: string, caller: string): string {
  if (named === caller) throw new AppError('SAME_GALLERY');
  if (named !== undefined && named !== null && named !== decided) {
    throw AppError.invalid('otherGalleryId', 'contradictsSubject');
  }
  return decided;
}

function required(field: string, value: string | null | undefined): string {
  if (value === undefined || value === null) throw AppError.invalid(field, 'isDefined');
  return value;
}
