import type { Me, RoomView } from '@dealer-messaging/client';
import { filterRooms, type Filter } from './filter';

const ME: Me = { userId: 'u', galleryId: 'mine', role: 'dealer' };

const room = (id: string, about: Partial<RoomView>): RoomView =>
  ({
    id,
    gallery_a_id: 'mine',
    gallery_b_id: 'theirs',
    unread_count: 0,
    vehicle_title: null,
    ...about,
  }) as RoomView;

const ROOMS = [
  room('sahinler', {
    gallery_b_name: 'Şahinler Oto',
    vehicle_title: '2018 Ford Focus Titanium',
    unread_count: 2,
  }),
  room('cankaya', { gallery_b_name: 'Çankaya Motors', vehicle_title: '2020 Audi A4 40 TDI' }),
  room('ege', { gallery_b_name: 'Ege Galeri', last_message_preview: 'Ekspertiz raporu IĞDIR' }),
];

const found = (filter: Partial<Filter>): string[] =>
  filterRooms(ROOMS, { text: '', onlyUnread: false, openRoom: undefined, ...filter }, ME).map(({ id }) => id);

describe('filterRooms', () => {
  it('keeps the very same list when nothing is asked for', () => {
    expect(filterRooms(ROOMS, { text: ' ', onlyUnread: false, openRoom: undefined }, ME)).toBe(ROOMS);
  });

  it('finds a gallery, its vehicle and what was said last, on any keyboard', () => {
    expect(found({ text: 'sahinler' })).toEqual(['sahinler']);
    expect(found({ text: 'AUDI' })).toEqual(['cankaya']);
    expect(found({ text: 'ığdır' })).toEqual(['ege']);
  });

  it('asks for each word, wherever it stands', () => {
    expect(found({ text: 'focus şahin' })).toEqual(['sahinler']);
    expect(found({ text: 'focus cankaya' })).toEqual([]);
  });

  it('shows rooms with unread messages, and the open one while it is open', () => {
    expect(found({ onlyUnread: true })).toEqual(['sahinler']);
    expect(found({ onlyUnread: true, openRoom: 'ege' })).toEqual(['sahinler', 'ege']);
  });
});
