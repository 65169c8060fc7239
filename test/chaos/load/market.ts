import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { signToken } from '../../../dev/sign.ts';
import type { RoomView } from '../../../src/contracts/index.ts';
import { request, type Door } from '../client/request.ts';

/** Longer than any run. */
const TOKEN_HOURS = 24;

export interface Person {
  userId: string;
  galleryId: string;
  token: string;
}

/** Two people with a room of their own. */
export interface Pair {
  buyer: Person;
  seller: Person;
  roomId: string;
}

/** Fills the marketplace's tables and opens rooms through the service. */
export class Market {
  private readonly db: Pool;
  private readonly secret: string;
  private readonly door: Door;

  /** @param door a way to the service that works */
  constructor(db: Pool, secret: string, door: Door) {
    this.db = db;
    this.secret = secret;
    this.door = door;
  }

  async gallery(): Promise<string> {
    const id = randomUUID();
    await this.db.query('INSERT INTO galleries (id, name) VALUES ($1, $2)', [id, 'Yıldız Otomotiv']);
    return id;
  }

  /** Somebody new; of a new gallery when none is given. */
  async person(galleryId?: string): Promise<Person> {
    const gallery = galleryId ?? (await this.gallery());
    const userId = randomUUID();
    await this.db.query(
      `INSERT INTO users (id, gallery_id, first_name, last_name) VALUES ($1, $2, 'Ayşe', 'Yılmaz')`,
      [userId, gallery],
    );
    const token = signToken({ userId, galleryIds: [gallery], hours: TOKEN_HOURS }, this.secret, {});
    return { userId, galleryId: gallery, token };
  }

  /** Another service of the marketplace. */
  async service(): Promise<Person> {
    const { userId, galleryId } = await this.person();
    const request = { userId, galleryIds: [galleryId], role: 'service', hours: TOKEN_HOURS };
    return { userId, galleryId, token: signToken(request, this.secret, {}) };
  }

  /** The room in which the buyer asks about a vehicle of the seller's. */
  async room(buyer: Person, seller: Person): Promise<string> {
    const vehicleId = randomUUID();
    await this.db.query(
      `INSERT INTO vehicles (id, gallery_id, brand, model, title, price) VALUES ($1, $2, 'BMW', '320i', 'BMW 320i', 850000)`,
      [vehicleId, seller.galleryId],
    );
    const body = { roomType: 'vehicle', vehicleId };
    const answer = await request<RoomView>(this.door, buyer.token, 'POST', '', body);
    if (!answer.body.success) throw new Error(`A room was refused: ${answer.body.error.code}`);
    return answer.body.data.id;
  }

  async pair(): Promise<Pair> {
    const [buyer, seller] = await Promise.all([this.person(), this.person()]);
    return { buyer, seller, roomId: await this.room(buyer, seller) };
  }
}
