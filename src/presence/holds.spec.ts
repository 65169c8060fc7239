import { galleryTopic, roomTopic } from './attendance.js';
import { Holds } from './holds.js';

describe('what a node holds', () => {
  it('counts people, each once, who are there for a gallery', () => {
    const holds = new Holds();
    const [one, other, room] = [galleryTopic('one'), galleryTopic('other'), roomTopic('room')];
    const counted = [
      holds.add(one, 'elif') && holds.people,
      holds.add(one, 'elif') || holds.people,
      holds.add(other, 'elif') && holds.people,
      holds.add(room, 'can') && holds.people,
      holds.add(other, 'can') && holds.people,
      holds.delete(one, 'elif') && holds.people,
      holds.delete(one, 'elif') || holds.people,
      holds.delete(other, 'elif') && holds.people,
      holds.delete(room, 'can') && holds.people,
      holds.delete(other, 'can') && holds.people,
    ];
    expect(counted).toEqual([1, 1, 1, 1, 2, 2, 2, 1, 1, 0]);
  });
});
