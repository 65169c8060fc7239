import { Decoder, Encoder, PacketType, type Packet } from 'socket.io-parser';
import { jsonParser } from './json-parser.js';

describe('the parser of the Socket.IO server', () => {
  const packets: [name: string, Packet][] = [
    ['a connection', { type: PacketType.CONNECT, nsp: '/', data: { sid: 'a' } }],
    ['a refused connection', { type: PacketType.CONNECT_ERROR, nsp: '/', data: { message: 'no' } }],
    ['the end', { type: PacketType.DISCONNECT, nsp: '/' }],
    ['an event', { type: PacketType.EVENT, nsp: '/', data: ['new_message', { text: 'İ "ı" \\ 🚗' }] }],
    [
      'an event of a namespace that waits for its answer',
      { type: PacketType.EVENT, nsp: '/admin', id: 0, data: ['a'] },
    ],
    ['an answer', { type: PacketType.ACK, nsp: '/', id: 12, data: [{ success: true, none: undefined }] }],
    ['an answer without a word', { type: PacketType.ACK, nsp: '/', id: 3, data: [] }],
  ];

  it.each(packets)('writes %s as Socket.IO does', (_, packet) => {
    expect(new jsonParser.Encoder().encode({ ...packet })).toEqual(new Encoder().encode({ ...packet }));
  });

  it('reads what clients write as Socket.IO does', () => {
    expect(jsonParser.Decoder).toBe(Decoder);
  });
});
