import type pg from 'pg';

/** How dealers talk: said most of all, the first ones. */
const STEMS =
  `araç fiyat merhaba teklif ekspertiz rapor boya değişen tramer kayıt kilometre model hasar motor vites plaka ruhsat
  sigorta muayene kapak tampon çamurluk kaput tavan kapı cam far stop lastik jant fren balata amortisör turbo enjektör kayış
  zincir conta radyatör akü klima koltuk direksiyon airbag sensör kamera ekran multimedya sunroof anahtar kumanda bagaj
  halı döşeme deri kumaş dizel benzin lpg hibrit elektrik otomatik manuel yarı triptonik çekiş dört arka ön sağ sol iç dış
  orijinal lokal komple sıfır ikinci el takas kredi peşin kapora senet banka noter satış devir vekalet fatura galeri bayi
  servis usta sanayi depo otopark teslim kargo çekici nakliye yarın bugün akşam sabah öğle hafta gün saat randevu görüşme
  telefon mesaj fotoğraf video belge dosya imza onay iptal iade garanti bakım yağ filtre parça yedek çıkma ithal yerli
  renk beyaz siyah gri kırmızı mavi füme metalik inci mat kasa sedan hatchback suv pickup minibüs kamyonet donanım paket
  konfor sport premium otomobil sahip müşteri alıcı satıcı aracı ortak patron usul piyasa emsal ilan vitrin reklam puan`
    .trim()
    .split(/\s+/);
const SUFFIXES = [
  '',
  'i',
  'in',
  'e',
  'de',
  'den',
  'ler',
  'leri',
  'lerin',
  'imiz',
  'iniz',
  'li',
  'siz',
  'lik',
  'im',
];
/** As many as there are words of them, about. */
const WORDS = STEMS.length * SUFFIXES.length;
/** Different things that are said. */
const TEXTS = 50_000;

/**
 * Makes the table `said (n, text)`, from 1 to `TEXTS`: of 3 to 30 words, of which a few are said all the time and most
 * hardly ever, as it is with words.
 */
export async function thinkUpTalk(db: pg.Client): Promise<void> {
  await db.query(
    `CREATE TEMP TABLE words AS
     SELECT row_number() OVER (ORDER BY s.n, p.n) AS n, p.stem || s.suffix AS word
     FROM unnest($1::text[]) WITH ORDINALITY AS p(stem, n), unnest($2::text[]) WITH ORDINALITY AS s(suffix, n)`,
    [STEMS, SUFFIXES],
  );
  await db.query('CREATE INDEX ON words (n)');
  await db.query(
    `CREATE TEMP TABLE said AS
     SELECT t.n, string_agg(words.word, ' ') AS text
     FROM generate_series(1, ${TEXTS}) AS t(n)
     CROSS JOIN LATERAL generate_series(1, 3 + (27 * power(random(), 2))::int) AS w(n)
     CROSS JOIN LATERAL (SELECT floor(power(${WORDS}, random()))::int AS n WHERE t.n + w.n > 0) AS pick
     JOIN words ON words.n = pick.n
     GROUP BY t.n`,
  );
  await db.query('CREATE INDEX ON said (n)');
  await db.query('ANALYZE said');
}

/** SQL for what is said in message `seq` of room `n`: in one of 50 a number plate, in one of 500 a chassis number. */
export const TALK = `(
    SELECT said.text || CASE WHEN sent.seq % 50 = 0 THEN
      ' 34 ' || chr(65 + (sent.seq / 50 % 26)::int) || chr(65 + (planned.n % 26)::int) || ' ' || (sent.seq * 7 % 9000 + 1000)
      ELSE '' END || CASE WHEN sent.seq % 500 = 1 THEN
      ' WVWZZZ1KZ' || upper(substr(md5(planned.n || '.' || sent.seq), 1, 2)) || (100000 + sent.seq * 13 % 900000)
      ELSE '' END
    FROM said WHERE said.n = 1 + abs(hashint8(sent.seq * 797 + planned.n)) % ${TEXTS})`;
