import { WaitingRooms } from './waiting-rooms.js';

describe('rooms that wait for the index', () => {
  it('are taken in the order in which they came, those with news first, and each once', () => {
    const waiting = new WaitingRooms();
    waiting.addOld('old', 0);
    waiting.addOld('both', 1);
    waiting.add('first', 2);
    waiting.add('both', 3);
    waiting.add('first', 4);
    waiting.addOld('first', 5);
    expect(waiting.size).toBe(3);
    expect([...waiting.take(2).keys()]).toEqual(['first', 'both']);
    expect([...waiting.take(2).keys()]).toEqual(['old']);
    expect(waiting.size).toBe(0);
  });

  it('wait on when they are put back, whatever came in between', () => {
    const waiting = new WaitingRooms();
    waiting.add('one', 10);
    waiting.addOld('old', 10);
    const taken = waiting.take(2);
    waiting.add('one', 30);
    waiting.putBack(taken, ['one', 'old']);
    expect(waiting.lag(50)).toBe(40);
    expect([...waiting.take(2).keys()]).toEqual(['one', 'old']);
    expect(waiting.lag(60)).toBe(0);
  });
});
