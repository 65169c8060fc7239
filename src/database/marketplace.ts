/**
 * The marketplace's own tables, as this service reads them. An installation whose tables look different changes this
 * file and nothing else: each entry is a query that yields the columns named here.
 */
export const marketplace = {
  galleries: `(SELECT id, name FROM galleries)`,
  users: `(SELECT id, gallery_id, first_name, last_name FROM users)`,
  vehicles: `(SELECT id, gallery_id, brand, model, title, price FROM vehicles)`,
  offers: `(SELECT id, vehicle_id, buyer_gallery_id, seller_gallery_id, amount, status FROM offers)`,
} as const;

/** What foreign keys of the chat tables point at. */
export const marketplaceKeys = {
  galleries: 'galleries(id)',
  users: 'users(id)',
  vehicles: 'vehicles(id)',
  offers: 'offers(id)',
} as const;
