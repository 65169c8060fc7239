/** What the demo shows: fixed ids, so that tokens and links outlive a restart. The last digits name the kind and the number. */
export const id = (kind: number, number: number): string =>
  `01940000-0000-7000-8000-${String(kind * 1000 + number).padStart(12, '0')}`;
const gallery = (number: number): string => id(1, number);
const user = (number: number): string => id(2, number);
export const vehicle = (number: number): string => id(3, number);
export const offer = (number: number): string => id(4, number);

export const SUPPORT_GALLERY = gallery(5);

const GALLERIES = [
  { id: gallery(1), name: 'Boğaziçi Otomotiv' },
  { id: gallery(2), name: 'Ege Galeri' },
  { id: gallery(3), name: 'Çankaya Motors' },
  { id: gallery(4), name: 'Şahinler Oto' },
  { id: SUPPORT_GALLERY, name: 'Pazaryeri Destek' },
];

export interface Person {
  userId: string;
  galleryId: string;
  firstName: string;
  lastName: string;
  role: 'dealer' | 'support' | 'admin';
}

export const AYSE = person(1, 1, 'Ayşe', 'Yılmaz');
export const EMRE = person(2, 1, 'Emre', 'Çelik');
export const MEHMET = person(3, 2, 'Mehmet', 'Öztürk');
export const IREM = person(4, 2, 'İrem', 'Güneş');
export const OGUZ = person(5, 3, 'Oğuz', 'Kılıç');
export const SULE = person(6, 3, 'Şule', 'Aydın');
export const HUSEYIN = person(7, 4, 'Hüseyin', 'Şahin');
export const ZEYNEP = person(8, 5, 'Zeynep', 'Doğan', 'support');
export const DENIZ = person(10, 5, 'Deniz', 'Arslan', 'admin');

const PEOPLE = [AYSE, EMRE, MEHMET, IREM, OGUZ, SULE, HUSEYIN, ZEYNEP, DENIZ];

/** Not a person: messages of other services of the marketplace (role `service`) need a sender too. */
export const OFFERS_SERVICE = user(9);

export const nameOf = ({ firstName, lastName }: Person): string => `${firstName} ${lastName}`;
export const galleryNameOf = ({ galleryId }: Person): string =>
  GALLERIES.find((each) => each.id === galleryId)?.name ?? '';

/** Through whose eyes the demo can be looked at, as its page lists them. */
export const ACCOUNTS = PEOPLE.map((each) => ({
  id: each.userId,
  name: nameOf(each),
  galleryId: each.galleryId,
  galleryName: galleryNameOf(each),
  role: each.role,
}));

/** The two who talk in the tour: a buyer and the seller of the first offer. */
export const BUYER = AYSE;
export const SELLER = MEHMET;

type Row = Record<string, string | number | null>;

/** The rows of the marketplace's tables, in the order of their references. */
export const DEMO_TABLES: Record<string, Row[]> = {
  galleries: GALLERIES,
  users: [
    ...PEOPLE.map((each, index) => ({
      id: each.userId,
      gallery_id: each.galleryId,
      first_name: each.firstName,
      last_name: each.lastName,
      email: `kisi${index + 1}@galeri.example`,
    })),
    { id: OFFERS_SERVICE, gallery_id: null, first_name: 'Teklif', last_name: 'Servisi', email: null },
  ],
  vehicles: [
    car(1, 2, 'BMW', '320i', '2021 BMW 320i M Sport', 1_850_000),
    car(2, 2, 'Volkswagen', 'Passat', '2020 Volkswagen Passat Elegance', 1_420_000),
    car(3, 2, 'Fiat', 'Egea', '2022 Fiat Egea Lounge', 865_000),
    car(4, 1, 'Mercedes-Benz', 'C 200', '2019 Mercedes-Benz C 200 AMG', 2_150_000),
    car(5, 1, 'Renault', 'Clio', '2021 Renault Clio Icon', 790_000),
    car(6, 1, 'Togg', 'T10X', '2023 Togg T10X V2 Uzun Menzil', 1_690_000),
    car(7, 3, 'Audi', 'A4', '2020 Audi A4 40 TDI, değişensiz', 1_980_000),
    car(8, 3, 'Toyota', 'Corolla', '2022 Toyota Corolla Hybrid', 1_310_000),
    car(9, 3, 'Hyundai', 'i20', '2021 Hyundai i20 Style', 745_000),
    car(10, 4, 'Ford', 'Focus', '2018 Ford Focus Titanium', 820_000),
    car(11, 4, 'Honda', 'Civic', '2019 Honda Civic Eco Executive', 1_080_000),
    car(12, 4, 'Peugeot', '3008', '2021 Peugeot 3008 GT, ilk sahibinden', 1_540_000),
  ],
  offers: [
    bid(1, 1, 1, 2, 1_775_000, 'pending'),
    bid(2, 7, 1, 3, 1_900_000, 'pending'),
    bid(3, 4, 2, 1, 2_050_000, 'countered'),
    bid(4, 12, 2, 4, 1_480_000, 'accepted'),
    bid(5, 6, 3, 1, 1_600_000, 'rejected'),
    bid(6, 3, 4, 2, 840_000, 'pending'),
  ],
};

function person(
  number: number,
  galleryNumber: number,
  firstName: string,
  lastName: string,
  role: Person['role'] = 'dealer',
): Person {
  return { userId: user(number), galleryId: gallery(galleryNumber), firstName, lastName, role };
}

function car(number: number, owner: number, brand: string, model: string, title: string, price: number): Row {
  return { id: vehicle(number), gallery_id: gallery(owner), brand, model, title, price };
}

function bid(
  number: number,
  car: number,
  buyer: number,
  seller: number,
  amount: number,
  status: string,
): Row {
  const galleries = { buyer_gallery_id: gallery(buyer), seller_gallery_id: gallery(seller) };
  return { id: offer(number), vehicle_id: vehicle(car), ...galleries, amount, status };
}
