import type { MessageView, RoomView } from '../../src/contracts/index.js';
import { Marketplace, type Dealer } from '../factories/marketplace.js';
import { Client, type Answer } from './http.js';
import { startNode, startService, type TestService } from './service.js';
import { TestSocket } from './sockets.js';

type Caller = Pick<Dealer, 'token'>;

/** A running service with a marketplace around it, and what tests do there again and again. */
export class Scene {
  readonly market: Marketplace;
  private readonly sockets: TestSocket[] = [];

  private constructor(readonly service: TestService) {
    this.market = new Marketplace(service.db);
  }

  /**
   * @param overrides environment variables that differ from the test's defaults
   * @param options `nodes: 1` for tests of what one node does by itself
   */
  static async open(overrides: NodeJS.ProcessEnv = {}, options: { nodes?: 1 } = {}): Promise<Scene> {
    return new Scene(await startService(overrides, options));
  }

  /** Another node of the same service. Close it first. */
  static async beside({ service }: Scene, overrides: NodeJS.ProcessEnv = {}): Promise<Scene> {
    const node = await startNode(service.ground, overrides);
    return new Scene({ ...node, nodes: [node] });
  }

  close(): Promise<void> {
    return this.service.stop();
  }

  /** REST as this caller. */
  as({ token }: Caller): Client {
    return new Client(this.service.url, token);
  }

  /** A socket of this caller; `hangUp` closes it. */
  async connect({ token }: Caller, auth: object = {}, options: object = {}): Promise<TestSocket> {
    const socket = await TestSocket.connect(this.service.url, { token, ...auth }, options);
    this.sockets.push(socket);
    return socket;
  }

  hangUp(): void {
    for (const socket of this.sockets.splice(0)) socket.close();
  }

  /** A deal with its offer's room open. */
  async room(seller?: Dealer) {
    const deal = await this.market.deal(seller);
    const body = { roomType: 'offer', offerId: deal.offerId };
    const roomId = (await this.as(deal.buyer).post<RoomView>('/chats', body)).body.data.id;
    const path = `/chats/${roomId}`;
    const send = (dealer: Dealer, content: string, more: object = {}) =>
      this.as(dealer).post<MessageView>(`${path}/messages`, { content, ...more });
    return { ...deal, roomId, path, send };
  }

  /** The same, with both sides connected. */
  async call() {
    const room = await this.room();
    const [buyerSocket, sellerSocket] = [await this.connect(room.buyer), await this.connect(room.seller)];
    return { ...room, buyerSocket, sellerSocket };
  }
}

/** Status and code of a refusal. */
export const refusalOf = ({ status, body }: Answer): [number, string] => [status, body.error.code];
