import { setTimeout as delay } from 'node:timers/promises';
import jwt from 'jsonwebtoken';
import type { RevocationView } from '../../src/contracts/index.js';
import { call, Client } from './http.js';
import type { Scene } from './scene.js';
import { TestSocket } from './sockets.js';
import { TEST_SECRET } from './tokens.js';

/** Milliseconds in which every node must act on a revocation. */
export const ON_EVERY_NODE = 1_000;

export const REVOCATIONS = '/chats/admin/revocations';

/** A service of the marketplace, which may revoke tokens. */
export async function administration(scene: Scene) {
  const { userId, token } = await scene.market.serviceToken();
  const headers = { 'x-gallery-id': await scene.market.gallery('Hizmet') };
  const admin = new Client(scene.service.url, token, headers);
  const revoke = (body: object) => admin.post<RevocationView>(REVOCATIONS, body);
  return { adminId: userId, admin, revoke };
}

export const jtiOf = (token: string): string => (jwt.decode(token) as { jti: string }).jti;

/** A token that was issued at this second; without one it does not say when. */
export const issuedAt = (
  { userId, galleryId }: { userId: string; galleryId: string },
  iat?: number,
): string =>
  jwt.sign({ galleryId, ...(iat !== undefined && { iat }), exp: 32_503_680_000 }, TEST_SECRET, {
    subject: userId,
    noTimestamp: iat === undefined,
  });

/** The code with which a connection is refused. */
export const connectError = (url: string, token: string): Promise<unknown> =>
  TestSocket.connect(url, { token }).then(
    (socket) => {
      socket.close();
      return 'connected';
    },
    (error: unknown) => (error as { data?: { code: string } }).data?.code,
  );

/** The socket is told that its session has ended, and is disconnected. */
export async function expectCut(socket: TestSocket): Promise<void> {
  expect(await socket.next('session_expired', undefined, ON_EVERY_NODE)).toEqual({ code: 'UNAUTHORIZED' });
  expect(await socket.next('disconnect')).toBe('io server disconnect');
}

/** Every node refuses the token before its time to learn of a revocation is over. */
export async function expectRefusedEverywhere(scene: Scene, token: string): Promise<void> {
  const deadline = performance.now() + ON_EVERY_NODE;
  for (const { url } of scene.service.nodes) {
    const status = async () => (await call(url, 'GET', '/chats', { token })).status;
    while ((await status()) !== 401 && performance.now() < deadline) await delay(10);
    expect(await status()).toBe(401);
  }
}
