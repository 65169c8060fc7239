import { adminHash, LIST_HASH, roomHash, routeOf } from './route';

describe('routeOf', () => {
  it('reads what the links of the page say', () => {
    expect(routeOf('')).toEqual({ view: 'list' });
    expect(routeOf(LIST_HASH)).toEqual({ view: 'list' });
    expect(routeOf(roomHash('r1'))).toEqual({ view: 'room', roomId: 'r1', seq: undefined });
    expect(routeOf(roomHash('r1', 42))).toEqual({ view: 'room', roomId: 'r1', seq: 42 });
    expect(routeOf(adminHash())).toEqual({ view: 'admin', part: 'rooms', roomId: undefined });
    expect(routeOf(adminHash('rooms', 'r1'))).toEqual({ view: 'admin', part: 'rooms', roomId: 'r1' });
    expect(routeOf(adminHash('audit'))).toEqual({ view: 'admin', part: 'audit', roomId: undefined });
  });

  it('reads links of the marketplace to begin a conversation', () => {
    expect(routeOf('#/offer/o1')).toEqual({ view: 'begin', subject: 'offer', id: 'o1' });
    expect(routeOf('#/support')).toEqual({ view: 'begin', subject: 'support', id: undefined });
  });

  it('shows the list, or the room, where the address makes no sense', () => {
    expect(routeOf('#/nowhere/at/all')).toEqual({ view: 'list' });
    expect(routeOf('#/room')).toEqual({ view: 'list' });
    expect(routeOf('#/room/r1/0x10')).toEqual({ view: 'room', roomId: 'r1', seq: undefined });
  });
});
