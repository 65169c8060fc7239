import { IsId, validateInput } from '../../common/index.js';
import { SendMessageDto } from './send-message.dto.js';

class Room {
  @IsId()
  roomId!: string;
}

const PROTOTYPE_NAMES = Object.getOwnPropertyNames(Object.prototype).filter((name) => name !== '__proto__');

describe('keys that objects have anyway', () => {
  it.each(PROTOTYPE_NAMES)('metadata keeps %s, at any depth', (name) => {
    const metadata = { [name]: 'x', list: [{ [name]: null }], a: 1 };
    expect(validateInput(SendMessageDto, { content: 'x', metadata }).metadata).toEqual(metadata);
  });

  it.each(PROTOTYPE_NAMES)('a value with %s is refused like any other object', (name) => {
    const refused = expect.objectContaining({ code: 'VALIDATION_FAILED' });
    expect(() => validateInput(Room, { roomId: { [name]: 1 } })).toThrow(refused);
    expect(() => validateInput(SendMessageDto, { content: { [name]: 1 } })).toThrow(refused);
    expect(() => validateInput(SendMessageDto, { content: 'x', [name]: 1 })).not.toThrow();
  });

  it('a hundred thousand keys cost no more than reading them', () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${n}`, 1]));
    let visits = 0;
    const counted = new Proxy(many, {
      getOwnPropertyDescriptor: (target, key) => (visits++, Reflect.getOwnPropertyDescriptor(target, key)),
      get: (target, key) => (visits++, Reflect.get(target, key)),
    });
    expect(validateInput(SendMessageDto, Object.assign(counted, { content: 'x' })).content).toBe('x');
    expect(visits).toBeLessThan(1_000);
  });
});
