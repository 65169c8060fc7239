import { gallery, offer, user, vehicle, type OpenDatabase } from './open-database.js';

/** The marketplace's tables as a marketplace might have them: filled, with more columns than the service reads. */
export async function createMarketplace({ sql }: Pick<OpenDatabase, 'sql'>): Promise<void> {
  await sql(`
    CREATE TABLE galleries (id uuid PRIMARY KEY, name varchar(200) NOT NULL, city text DEFAULT 'İstanbul', tax_no text);
    CREATE TABLE users (id uuid PRIMARY KEY, gallery_id uuid REFERENCES galleries (id), first_name text NOT NULL,
      last_name text NOT NULL, email text UNIQUE, password_hash text);
    CREATE TABLE vehicles (id uuid PRIMARY KEY, gallery_id uuid NOT NULL REFERENCES galleries (id), brand text,
      model text, title text, price numeric(12, 2), km integer);
    CREATE TABLE offers (id uuid PRIMARY KEY, vehicle_id uuid NOT NULL REFERENCES vehicles (id), buyer_gallery_id uuid,
      seller_gallery_id uuid, amount numeric(12, 2), status text, note text)`);
  await fillMarketplace({ sql });
}

/** Three galleries with one person each (a fourth belongs to none), four vehicles of gallery 2, four offers for them. */
export async function fillMarketplace({ sql }: Pick<OpenDatabase, 'sql'>): Promise<void> {
  for (const number of [1, 2, 3]) {
    await sql('INSERT INTO galleries (id, name) VALUES ($1, $2)', [gallery(number), `Galeri ${number}`]);
    await insertUser({ sql }, number, gallery(number));
  }
  await insertUser({ sql }, 4, null);
  for (const number of [1, 2, 3, 4]) {
    await sql(
      `INSERT INTO vehicles (id, gallery_id, brand, model, title, price) VALUES ($1, $2, 'Tofaş', 'Şahin', 'Temiz', 850000)`,
      [vehicle(number), gallery(2)],
    );
    await sql(
      `INSERT INTO offers (id, vehicle_id, buyer_gallery_id, seller_gallery_id, amount, status)
       VALUES ($1, $2, $3, $4, 800000, 'pending')`,
      [offer(number), vehicle(number), gallery(1), gallery(2)],
    );
  }
}

async function insertUser(
  { sql }: Pick<OpenDatabase, 'sql'>,
  number: number,
  galleryId: string | null,
): Promise<void> {
  await sql(
    `INSERT INTO users (id, gallery_id, first_name, last_name, email) VALUES ($1, $2, 'Işıl', 'Çağrı', $3)`,
    [user(number), galleryId, `kisi${number}@ornek.test`],
  );
}
