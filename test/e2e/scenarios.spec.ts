import { io } from 'socket.io-client';
import type { JoinResult, MessageView, RoomView, RoomWithMessages } from '../../src/contracts/index.js';
import { Marketplace } from '../factories/marketplace.js';
import { Client } from '../support/http.js';
import { startService, type TestService } from '../support/service.js';
import { TestSocket } from '../support/sockets.js';

interface NewMessage {
  roomId: string;
  message: MessageView;
}

describe('the usage scenarios of the reference', () => {
  let service: TestService;
  let market: Marketplace;

  beforeAll(async () => {
    service = await startService();
    market = new Marketplace(service.db);
  });
  afterAll(() => service.stop());

  it('1: two galleries talk about an offer whose room the offers service opened', async () => {
    const { buyer, seller, offerId, vehicleId } = await market.deal();
    const offers = await market.serviceToken();
    const buyerSocket = await TestSocket.connect(service.url, { token: buyer.token });

    // The buyer makes an offer; the offers service opens its room, acting for the buyer.
    const opened = await new Client(service.url, offers.token, {
      'x-gallery-id': buyer.galleryId,
    }).post<RoomView>('/chats', { roomType: 'offer', offerId });
    expect(opened.status).toBe(201);
    const roomId = opened.body.data.id;
    expect(opened.body.data).toMatchObject({
      room_type: 'offer',
      offer_id: offerId,
      vehicle_id: vehicleId,
      gallery_a_id: buyer.galleryId,
      gallery_b_id: seller.galleryId,
      gallery_a_name: 'Yıldız Otomotiv',
      gallery_b_name: 'Işık Motors',
      vehicle_brand: 'BMW',
      vehicle_price: 850_000,
    });
    await buyerSocket.next('room_created', ({ room }) => room.id === roomId);

    // The seller sees the offer's room in the list, joins, and answers.
    const sellerClient = new Client(service.url, seller.token);
    const listed = await sellerClient.get<RoomView[]>('/chats');
    expect(listed.body.data.map((room) => room.id)).toEqual([roomId]);
    const sellerSocket = await TestSocket.connect(service.url, { token: seller.token });
    const joined = await sellerSocket.ask<JoinResult>('join_room', { roomId });
    expect(joined).toMatchObject({ room_id: roomId, last_seq: 0, unread_count: 0 });
    expect(joined.online.sort()).toEqual([buyer.userId, seller.userId].sort());
    const answer = await sellerClient.post<MessageView>(`/chats/${roomId}/messages`, {
      content: 'Teklifinizi değerlendiriyorum',
    });
    expect(answer.status).toBe(201);

    // The buyer gets it live although its socket has joined nothing, and the talk goes on.
    const live = await buyerSocket.next('new_message');
    expect(live).toEqual({ roomId, message: answer.body.data });
    expect(live.message).toMatchObject({
      seq: 1,
      content: 'Teklifinizi değerlendiriyorum',
      first_name: 'İpek',
      last_name: 'Çağlar',
      sender_gallery_id: seller.galleryId,
    });
    const reply = await buyerSocket.ask<MessageView>('send_message', {
      roomId,
      content: 'Teşekkürler, bekliyorum',
    });
    expect(reply.seq).toBe(2);
    expect((await sellerSocket.next('new_message', ({ message }) => message.seq === 2)).message).toEqual(
      reply,
    );
    const room = await new Client(service.url, buyer.token).get<RoomWithMessages>(`/chats/${roomId}`);
    expect(room.body.data.messages.map(({ content }) => content)).toEqual([
      'Teklifinizi değerlendiriyorum',
      'Teşekkürler, bekliyorum',
    ]);
    buyerSocket.close();
    sellerSocket.close();
  });

  it('2: a gallery asks about a vehicle and its owner answers', async () => {
    const { buyer, seller, vehicleId } = await market.deal();
    const [asking, owner] = [new Client(service.url, buyer.token), new Client(service.url, seller.token)];
    const ownerSocket = await TestSocket.connect(service.url, { token: seller.token });

    const opened = await asking.post<RoomView>('/chats', { roomType: 'vehicle', vehicleId });
    expect(opened.status).toBe(201);
    const roomId = opened.body.data.id;
    expect(opened.body.data).toMatchObject({
      gallery_b_id: seller.galleryId,
      offer_id: null,
      vehicle_id: vehicleId,
    });

    await asking.post(`/chats/${roomId}/messages`, { content: 'Araç hakkında bilgi alabilir miyim?' });
    const { message } = await ownerSocket.next('new_message');
    expect(message.content).toBe('Araç hakkında bilgi alabilir miyim?');

    const asker = await TestSocket.connect(service.url, { token: buyer.token });
    await owner.post(`/chats/${roomId}/messages`, { content: 'Tabii, boyasız ve hasarsız.' });
    expect((await asker.next('new_message')).message.content).toBe('Tabii, boyasız ve hasarsız.');
    ownerSocket.close();
    asker.close();
  });

  it("runs the reference's client snippet as it is printed there", async () => {
    const { buyer, seller, vehicleId } = await market.deal();
    const room = await new Client(service.url, buyer.token).post<RoomView>('/chats', {
      roomType: 'vehicle',
      vehicleId,
    });
    const roomId = room.body.data.id;
    const other = await TestSocket.connect(service.url, { token: seller.token });
    await other.ask('join_room', { roomId });

    const log: unknown[][] = [];
    const socket = io(new URL(service.url).origin.replace('http', 'ws'), {
      auth: { token: buyer.token },
      transports: ['websocket'],
    });
    const typing = new Promise((resolve) => socket.on('user_typing', resolve));
    const message = new Promise<NewMessage>((resolve) => socket.on('new_message', resolve));
    socket.on('connect', () => log.push(['Connected to chat server']));
    socket.emit('join_room', roomId);
    socket.emit('typing_start', { roomId });

    await other.next('user_typing', ({ userId }: { userId: string }) => userId === buyer.userId);
    expect(log).toEqual([['Connected to chat server']]);
    await other.ask('typing_start', { roomId });
    expect(await typing).toEqual({ userId: seller.userId, roomId });
    await new Client(service.url, seller.token).post(`/chats/${roomId}/messages`, { content: 'Merhaba' });
    expect((await message).message.content).toBe('Merhaba');
    const ended = new Promise((resolve) => socket.on('disconnect', resolve));
    socket.disconnect();
    await ended;
    other.close();
  });
});
