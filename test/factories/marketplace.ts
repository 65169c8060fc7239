import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { signToken } from '../support/tokens.js';

/** A person of a gallery, with a token to act for it. */
export interface Dealer {
  userId: string;
  galleryId: string;
  galleryName: string;
  firstName: string;
  lastName: string;
  token: string;
}

/** Makes rows of the marketplace's own tables, as the marketplace would. */
export class Marketplace {
  constructor(private readonly db: Pool) {}

  async gallery(name = 'Yıldız Otomotiv', id: string = randomUUID()): Promise<string> {
    await this.db.query('INSERT INTO galleries (id, name) VALUES ($1, $2)', [id, name]);
    return id;
  }

  async user(galleryId: string | null, firstName = 'Ahmet', lastName = 'Yılmaz'): Promise<string> {
    const id = randomUUID();
    await this.db.query('INSERT INTO users (id, gallery_id, first_name, last_name) VALUES ($1, $2, $3, $4)', [
      id,
      galleryId,
      firstName,
      lastName,
    ]);
    return id;
  }

  /** A new gallery with one person, or another person of the gallery given. */
  async dealer({
    galleryId,
    galleryName = 'Yıldız Otomotiv',
    firstName = 'Ahmet',
    lastName = 'Yılmaz',
    role,
  }: Partial<Pick<Dealer, 'galleryId' | 'galleryName' | 'firstName' | 'lastName'>> & {
    role?: string;
  } = {}): Promise<Dealer> {
    const gallery = galleryId ?? (await this.gallery(galleryName));
    const userId = await this.user(gallery, firstName, lastName);
    const token = signToken({ userId, galleryId: gallery, ...(role !== undefined && { role }) });
    return { userId, galleryId: gallery, galleryName, firstName, lastName, token };
  }

  /** A user row and a token of role `service`: another service of the marketplace. */
  async serviceToken(): Promise<{ userId: string; token: string }> {
    const userId = await this.user(null, 'Teklif', 'Servisi');
    return { userId, token: signToken({ userId, role: 'service' }) };
  }

  async vehicle(galleryId: string, price = 850_000): Promise<string> {
    const id = randomUUID();
    await this.db.query(
      `INSERT INTO vehicles (id, gallery_id, brand, model, title, price) VALUES ($1, $2, 'BMW', '320i', 'BMW 320i', $3)`,
      [id, galleryId, price],
    );
    return id;
  }

  async offer(
    vehicleId: string,
    buyerGalleryId: string,
    sellerGalleryId: string,
    amount = 820_000,
  ): Promise<string> {
    const id = randomUUID();
    await this.db.query(
      `INSERT INTO offers (id, vehicle_id, buyer_gallery_id, seller_gallery_id, amount, status)
       VALUES ($1, $2, $3, $4, $5, 'pending')`,
      [id, vehicleId, buyerGalleryId, sellerGalleryId, amount],
    );
    return id;
  }

  /** Two galleries, a vehicle of the seller and the buyer's offer for it. @param selling a new one by default */
  async deal(
    selling?: Dealer,
  ): Promise<{ buyer: Dealer; seller: Dealer; vehicleId: string; offerId: string }> {
    const buyer = await this.dealer({
      galleryName: 'Yıldız Otomotiv',
      firstName: 'Ahmet',
      lastName: 'Yılmaz',
    });
    const seller =
      selling ?? (await this.dealer({ galleryName: 'Işık Motors', firstName: 'İpek', lastName: 'Çağlar' }));
    const vehicleId = await this.vehicle(seller.galleryId);
    const offerId = await this.offer(vehicleId, buyer.galleryId, seller.galleryId);
    return { buyer, seller, vehicleId, offerId };
  }
}
